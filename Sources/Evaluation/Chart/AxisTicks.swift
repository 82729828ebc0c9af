import AdvertiserDomain
import Foundation

/// Round places for the marks of an axis, and their labels.
enum AxisTicks {
    /// About `count` marks from 0 to the first one not below `largest`, a step of 1, 2 or 5 times a power of ten apart.
    static func values(upTo largest: Double, count: Int) -> [Double] {
        guard largest.isFinite, largest > 0 else { return [0, 1] }
        let step = step(notBelow: largest / Double(count))
        let steps = (largest / step - 1e-9).rounded(.up)
        guard step.isNormal, steps >= 1, steps <= 100 else { return [0, largest] }
        return (0...Int(steps)).map { Double($0) * step }
    }

    /// 1, 2 or 5 times a power of ten.
    static func step(notBelow smallest: Double) -> Double {
        let power = pow(10, log10(smallest).rounded(.down))
        return power * ([1.0, 2, 5, 10].first { $0 * power >= smallest * 0.999_999 } ?? 10)
    }

    /// At most `count` days from `first`, evenly apart: days, whole weeks, or a round number of whole weeks.
    static func days(from first: Day, through last: Day, count: Int) -> [Day] {
        let span = last - first
        var step = 1
        for candidate in [1, 2, 7, 14, 28, 56, 91, 182, 364] where span / step + 1 > count {
            step = candidate
        }
        while span / step + 1 > count { step *= 2 }
        return stride(from: 0, through: span, by: step).map { first + $0 }
    }

    /// A value with three significant digits and an SI suffix, such as `1.5k` or `20M`.
    static func label(_ value: Double) -> String {
        let suffixes: [(scale: Double, suffix: String)] = [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")]
        let (scale, suffix) = suffixes.first { abs(value) >= $0.scale } ?? (1, "")
        return String(format: "%.3g", value / scale) + suffix
    }

    /// The day of the month and the month's English abbreviation, such as `1 Sep`.
    static func label(_ day: Day) -> String {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let (_, month, dayOfMonth) = day.civil
        return "\(dayOfMonth) \(months[month - 1])"
    }
}

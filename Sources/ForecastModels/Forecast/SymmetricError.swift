import Foundation

/// What SMAPE makes of a log-normal outcome that is forecast by its median.
///
/// |y − f|/(y + f) = tanh(|ln y − ln f|/2), so the expected error of the median is m(s) = E[tanh(s·|Z|/2)], Z standard
/// normal and s the deviation of ln y.
enum SymmetricError {
    private static let step = 1.0 / 32
    private static let end = 16.0
    /// m at 0, ``step``, 2·``step``, …
    private static let table = (0...Int(end / step)).map { integral(deviation: Double($0) * step) }

    /// m(s), from 0 to 1 and growing with s.
    static func ofMedian(deviation: Double) -> Double {
        guard deviation < end else {
            // 1 − tanh dies off before the density of |Z| changes: what is missing to 1 falls like 1/s.
            return 1 - (1 - table[table.count - 1]) * end / deviation
        }
        let position = max(0, deviation) / step
        let lower = Int(position)
        guard lower + 1 < table.count else { return table[table.count - 1] }
        return table[lower] + (position - Double(lower)) * (table[lower + 1] - table[lower])
    }

    /// Simpson's rule over |Z| up to 9 deviations.
    private static func integral(deviation: Double) -> Double {
        let pieces = 256
        let width = 9.0 / Double(pieces)
        var sum = 0.0
        for index in 0...pieces {
            let z = Double(index) * width
            let density = 2 * exp(-0.5 * z * z) / (2 * Double.pi).squareRoot()
            let weight: Double = index == 0 || index == pieces ? 1 : index.isMultiple(of: 2) ? 2 : 4
            sum += weight * tanh(0.5 * deviation * z) * density
        }
        return sum * width / 3
    }
}

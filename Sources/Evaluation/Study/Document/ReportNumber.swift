import AdvertiserDomain
import Foundation

/// How a report writes numbers. Signs and units stay on the line of their number by no-break spaces.
enum ReportNumber {
    /// An error measure or a ratio, to three decimal places.
    static func measure(_ value: Double) -> String { TextTable.decimal(value, places: 3) }

    /// A share in per cent with its sign, to one decimal place, such as `−1.2 %`.
    static func percent(_ share: Double) -> String {
        let magnitude = TextTable.decimal(abs(share) * 100, places: 1)
        if magnitude == "0.0" { return "0.0\u{A0}%" }
        return (share < 0 ? "−" : "+") + magnitude + "\u{A0}%"
    }

    /// A share in per cent without a sign.
    static func magnitude(_ share: Double) -> String { TextTable.decimal(abs(share) * 100, places: 1) + "\u{A0}%" }

    /// A given share in per cent with the decimal places that it needs, three at most, such as `5 %`.
    static func share(_ share: Double) -> String {
        var text = TextTable.decimal(share * 100, places: 3)[...]
        while text.last == "0" { text = text.dropLast() }
        return (text.last == "." ? text.dropLast() : text) + "\u{A0}%"
    }

    /// The ends of an interval, such as `−1.9 % to −0.4 %`.
    static func interval(_ difference: PairedDifference) -> String {
        "\(bound(difference.lower))\u{A0}% to \(bound(difference.upper))\u{A0}%"
    }

    /// A difference of shares, such as `+0.2 percentage points`.
    static func points(_ difference: Double) -> String { bound(difference) + " percentage points" }

    /// The ends of a difference of shares in percentage points, such as `−0.4 to +1.9`.
    static func interval(_ difference: MarginDifference) -> String {
        "\(bound(difference.lower)) to \(bound(difference.upper))"
    }

    /// A share times 100 with its sign. Whether an interval holds 0 is told by the signs of its ends, so that an end that
    /// would read as zero gets more decimal places, four at most.
    private static func bound(_ share: Double) -> String {
        guard share != 0 else { return "0.0" }
        let texts = (1...4).map { TextTable.decimal(abs(share) * 100, places: $0) }
        let text = texts.first { $0.contains { ("1"..."9").contains($0) } } ?? texts.last ?? ""
        return (share < 0 ? "−" : "+") + text
    }

    /// A mean and its deviation, such as `0.341 ± 0.002`.
    static func summary(_ summary: MeasureSummary) -> String {
        measure(summary.mean) + (summary.deviation.map { "\u{A0}±\u{A0}" + measure($0) } ?? "")
    }

    /// A correlation with its sign, to two decimal places.
    static func coefficient(_ value: Double) -> String {
        let magnitude = TextTable.decimal(abs(value), places: 2)
        return value < 0 && magnitude != "0.00" ? "−" + magnitude : magnitude
    }

    /// Seconds, or minutes and hours where they are many.
    static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 0 else { return "–" }
        if seconds < 100 { return TextTable.decimal(seconds, places: 1) + "\u{A0}s" }
        if seconds < 6000 { return TextTable.decimal(seconds / 60, places: 1) + "\u{A0}min" }
        return TextTable.decimal(seconds / 3600, places: 1) + "\u{A0}h"
    }

    /// A rate or another large number, without decimal places.
    static func rounded(_ value: Double) -> String {
        Int(exactly: value.rounded()).map(TextTable.grouped) ?? "–"
    }
}

import Foundation

/// Rows of cells set in columns of equal width, names to the left and numbers to the right.
package struct TextTable {
    private enum Line {
        case cells([String])
        case rule
    }

    private let leftAligned: Int
    private var lines: [Line] = []

    /// - Parameter leftAligned: how many of the first columns are names.
    package init(leftAligned: Int) {
        self.leftAligned = leftAligned
    }

    package mutating func add(_ cells: [String]) {
        lines.append(.cells(cells))
    }

    /// Adds a line of dashes across all columns.
    package mutating func addRule() {
        lines.append(.rule)
    }

    package var text: String {
        var widths: [Int] = []
        for case .cells(let cells) in lines {
            for (column, cell) in cells.enumerated() {
                if column == widths.count { widths.append(0) }
                widths[column] = max(widths[column], cell.count)
            }
        }
        let separator = "  "
        return lines.map { line in
            switch line {
            case .rule:
                return String(
                    repeating: "-", count: widths.reduce(0, +) + separator.count * max(0, widths.count - 1))
            case .cells(let cells):
                let padded = cells.enumerated().map { column, cell in
                    let space = String(repeating: " ", count: widths[column] - cell.count)
                    return column < leftAligned ? cell + space : space + cell
                }
                let row = padded.joined(separator: separator)
                return String(row[..<(row.lastIndex { $0 != " " }.map { row.index(after: $0) } ?? row.startIndex)])
            }
        }.joined(separator: "\n")
    }

    /// A number with a fixed count of decimal places, or a dash.
    package static func decimal(_ value: Double?, places: Int) -> String {
        guard let value, value.isFinite else { return "-" }
        return String(format: "%.\(places)f", value)
    }

    /// A whole number with commas between thousands.
    package static func grouped(_ value: Int) -> String {
        let digits = String(value.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return (value < 0 ? "-" : "") + text
    }
}

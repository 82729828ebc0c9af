/// A table for a terminal: columns as wide as their widest cell, two spaces apart.
package struct TextTable {
    private let header: [String]
    /// Columns that are text and stand to the left; the others are numbers and stand to the right.
    private let leadingColumns: Int
    private var rows: [[String]] = []

    package init(_ header: [String], leadingColumns: Int = 1) {
        self.header = header
        self.leadingColumns = leadingColumns
    }

    package mutating func append(_ row: [String]) { rows.append(row) }

    package var text: String {
        let all = header.allSatisfy(\.isEmpty) ? rows : [header] + rows
        let widths = header.indices.map { column in
            all.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        return all.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                let padding = String(repeating: " ", count: max(0, widths[column] - cell.count))
                line += (column == 0 ? "" : "  ") + (column < leadingColumns ? cell + padding : padding + cell)
            }
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }

    /// A count with a comma between groups of three digits.
    package static func grouped(_ count: Int) -> String {
        var text = ""
        for (index, digit) in String(count.magnitude).reversed().enumerated() {
            if index > 0, index.isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return (count < 0 ? "-" : "") + String(text.reversed())
    }

    /// A coefficient with two decimals; a dash for none.
    package static func coefficient(_ value: Double?) -> String {
        guard let value, value.isFinite, let hundredths = Int(exactly: (abs(value) * 100).rounded()) else { return "–" }
        let fraction = hundredths % 100
        let sign = value < 0 && hundredths > 0 ? "-" : ""
        return "\(sign)\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}

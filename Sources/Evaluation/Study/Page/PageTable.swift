/// A report's table in HTML; a wide one scrolls within its own box.
enum PageTable {
    static func text(of table: ReportTable) -> String {
        let caption = SVGText.escaped(table.caption)
        var lines = [
            "<div class=\"scroll\" role=\"region\" aria-label=\"\(caption)\" tabindex=\"0\">",
            "<table\(isStacked(table) ? " class=\"stacked\"" : "")>",
            "<caption>\(caption)</caption>",
            "<thead><tr>"
                + ([table.corner] + table.columns).map { "<th scope=\"col\">\(SVGText.escaped($0))</th>" }.joined()
                + "</tr></thead>",
        ]
        for group in table.groups {
            lines.append("<tbody>")
            if let title = group.title {
                lines.append(
                    "<tr class=\"group\"><th class=\"group\" scope=\"rowgroup\">\(SVGText.escaped(title))</th>"
                        + "<td colspan=\"\(table.columns.count)\"></td></tr>")
            }
            lines += group.rows.map { row in
                "<tr><th scope=\"row\">\(SVGText.escaped(row.name))</th>" + row.cells.map(text(of:)).joined() + "</tr>"
            }
            lines.append("</tbody>")
        }
        return (lines + ["</table>", "</div>"]).joined(separator: "\n")
    }

    /// Whether details stand below their values: where many columns stand side by side, or details are long.
    private static func isStacked(_ table: ReportTable) -> Bool {
        let details = table.groups.flatMap(\.rows).flatMap(\.cells).compactMap(\.detail)
        return !details.isEmpty && (table.columns.count > 6 || details.contains { $0.count > 12 })
    }

    private static func text(of cell: ReportCell) -> String {
        let text = SVGText.escaped(cell.text)
        let value = cell.isBest ? "<b>\(text)</b>" : text
        let detail = cell.detail.map { "<small>\(SVGText.escaped($0))</small>" } ?? ""
        guard let verdict = cell.verdict else { return "<td>\(value)\(detail)</td>" }
        return "<td><span class=\"\(verdict.rawValue)\">\(value)</span>\(detail)</td>"
    }
}

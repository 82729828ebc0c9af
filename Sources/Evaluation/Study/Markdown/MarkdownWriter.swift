/// Sets a report in GitHub's Markdown.
enum MarkdownWriter {
    static func text(of document: ReportDocument) -> String {
        var paragraphs = ["# \(MarkdownText.escaped(document.title))", MarkdownText.escaped(document.subtitle)]
        for section in document.sections {
            paragraphs.append("## \(MarkdownText.escaped(section.title))")
            paragraphs += section.blocks.map(text(of:))
        }
        return paragraphs.joined(separator: "\n\n") + "\n"
    }

    private static func text(of block: ReportBlock) -> String {
        switch block {
        case .heading(let title): "### \(MarkdownText.escaped(title))"
        case .paragraph(let text): MarkdownText.escaped(text)
        case .findings(let findings):
            findings.map(text(of:)).joined(separator: "\n")
        case .table(let table): text(of: table)
        case .figures(let figures):
            figures.map { "![\(MarkdownText.escaped($0.caption))](\($0.path))" }.joined(separator: "\n")
        case .code(let lines): MarkdownText.code(lines)
        }
    }

    private static func text(of finding: ReportFinding) -> String {
        let subject = "- **\(MarkdownText.escaped(finding.subject)):**"
        let sentences = finding.sentences.map(MarkdownText.escaped)
        guard sentences.count > 1 else { return ([subject] + sentences).joined(separator: " ") }
        return ([subject] + sentences.map { "  - \($0)" }).joined(separator: "\n")
    }

    private static func text(of table: ReportTable) -> String {
        var lines = [
            "**\(MarkdownText.escaped(table.caption))**",
            "",
            row([table.corner] + table.columns.map(MarkdownText.escaped)),
            row(["---"] + table.columns.map { _ in "---:" }),
        ]
        for group in table.groups {
            if let title = group.title {
                lines.append(row(["*\(MarkdownText.escaped(title))*"] + table.columns.map { _ in "" }))
            }
            lines += group.rows.map { row([MarkdownText.escaped($0.name)] + $0.cells.map(text(of:))) }
        }
        return lines.joined(separator: "\n")
    }

    private static func row(_ cells: [String]) -> String {
        "|" + cells.map { $0.isEmpty ? " |" : " \($0) |" }.joined()
    }

    private static func text(of cell: ReportCell) -> String {
        let text = MarkdownText.escaped(cell.text)
        guard let detail = cell.detail.map(MarkdownText.escaped) else { return cell.isBest ? "**\(text)**" : text }
        let isDeviation = detail.hasPrefix("±")
        return (cell.isBest ? "**\(text)**" : text) + (isDeviation ? " \(detail)" : " (\(detail))")
    }
}

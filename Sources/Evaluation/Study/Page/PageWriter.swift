/// Sets a report as one HTML page, which is well-formed XML as well.
enum PageWriter {
    static func text(of document: ReportDocument) -> String {
        let title = SVGText.escaped(document.title)
        let links = document.sections.map { "<li><a href=\"#\($0.anchor)\">\(SVGText.escaped($0.title))</a></li>" }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>\(title)</title>
            <style>
            \(PageStyle.css)
            \(StudyChartStyle.css)
            </style>
            </head>
            <body>
            <header>
            <h1>\(title)</h1>
            <p class="subtitle">\(SVGText.escaped(document.subtitle))</p>
            <nav aria-label="Contents"><ul>
            \(links.joined(separator: "\n"))
            </ul></nav>
            </header>
            <main>
            \(document.sections.map(text(of:)).joined(separator: "\n"))
            </main>
            </body>
            </html>

            """
    }

    private static func text(of section: ReportSection) -> String {
        let heading = "\(section.anchor)-heading"
        return
            ([
                "<section id=\"\(section.anchor)\" aria-labelledby=\"\(heading)\">",
                "<h2 id=\"\(heading)\">\(SVGText.escaped(section.title))</h2>",
            ] + section.blocks.map(text(of:)) + ["</section>"]).joined(separator: "\n")
    }

    private static func text(of block: ReportBlock) -> String {
        switch block {
        case .heading(let title): "<h3>\(SVGText.escaped(title))</h3>"
        case .paragraph(let text): "<p class=\"note\">\(SVGText.escaped(text))</p>"
        case .findings(let findings):
            (["<ul class=\"findings\">"]
                + findings.map { finding in
                    let sentences = finding.sentences.map { "<p>\(SVGText.escaped($0))</p>" }
                    return "<li><strong>\(SVGText.escaped(finding.subject))</strong>\(sentences.joined())</li>"
                } + ["</ul>"]).joined(separator: "\n")
        case .table(let table): PageTable.text(of: table)
        case .figures(let figures):
            (["<div class=\"figures\">"]
                + figures.map {
                    "<figure id=\"\($0.name)\">\n\($0.svg(isStandalone: false))\n</figure>"
                } + ["</div>"]).joined(separator: "\n")
        case .code(let lines):
            "<pre tabindex=\"0\"><code>\(lines.map(SVGText.escaped).joined(separator: "\n"))</code></pre>"
        }
    }
}

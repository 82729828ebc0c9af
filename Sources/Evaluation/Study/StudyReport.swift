import TensorCore

/// The report of a study as files: Markdown with its charts, and one self-contained page.
package struct StudyReport: Sendable {
    /// A text to be written below the report's directory.
    package struct File: Equatable, Sendable {
        /// Relative, with `/` between folders.
        package let path: String
        package let text: String
    }

    /// What the report is about, as numbers.
    package let metrics: StudyMetrics
    private let document: ReportDocument

    /// - parameter seed: Of the bootstrap: the same results and seed give the same report.
    package init(results: StudyResults, seed: UInt64 = 0) throws(StudyReportError) {
        let analysis = try StudyAnalysis(results, generator: SeededGenerator(seed: seed))
        metrics = StudyMetrics(analysis)
        document = StudyDocument.document(of: analysis)
    }

    /// The report in GitHub's Markdown. It shows the pictures of ``figures()``.
    package func markdown() -> String { MarkdownWriter.text(of: document) }

    /// One page without scripts or anything from elsewhere, for light and dark displays of any width.
    package func html() -> String { PageWriter.text(of: document) }

    /// The charts as SVG documents, in the folder `figures`.
    package func figures() -> [File] {
        document.figures.map { figure in
            File(path: figure.path, text: figure.svg(isStandalone: true) + "\n")
        }
    }

    /// `report.md`, `report.html` and the charts.
    package func files() -> [File] {
        [File(path: "report.md", text: markdown()), File(path: "report.html", text: html())] + figures()
    }
}

/// A chart of a report, and the words that stand for it where it cannot be seen.
struct ReportFigure: Sendable {
    /// Unique in its document: the anchor, and the file's name without its suffix.
    let name: String
    let caption: String
    let chart: StudyChart

    /// - parameter isStandalone: Whether it is a document of its own and brings its style.
    func svg(isStandalone: Bool) -> String {
        chart.drawing.svg(name: name, title: caption, isStandalone: isStandalone)
    }
}

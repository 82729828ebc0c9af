/// A chart of a report, and the words that stand for it where it cannot be seen.
struct ReportFigure: Sendable {
    /// Unique in its document: the anchor, and the file's name without its suffix.
    let name: String
    let caption: String
    let chart: StudyChart
}

/// A chart of a study's report.
enum StudyChart: Sendable {
    case intervals(IntervalChart)
    case lines(LineChart)

    /// The chart as an SVG element.
    ///
    /// - Parameters:
    ///   - name: prefix of the element's identifiers, unique on its page.
    ///   - isStandalone: whether the element is a document of its own and brings its style.
    func svg(name: String, isStandalone: Bool) -> String {
        switch self {
        case .intervals(let chart): chart.drawing.svg(name: name, isStandalone: isStandalone)
        case .lines(let chart): chart.drawing.svg(name: name, isStandalone: isStandalone)
        }
    }
}

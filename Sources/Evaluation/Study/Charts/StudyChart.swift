/// A chart of a study's report.
enum StudyChart: Sendable {
    case intervals(IntervalChart)
    case lines(LineChart)

    var drawing: ChartDrawing {
        switch self {
        case .intervals(let chart): chart.drawing
        case .lines(let chart): chart.drawing
        }
    }
}

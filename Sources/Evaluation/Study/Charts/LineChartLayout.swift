import AdvertiserDomain

/// Where the parts of a line chart lie.
struct LineChartLayout {
    let height = 290.0
    let left = 50.0
    let top = 34.0
    let bottom = 240.0
    let right: Double
    let ticks: [Double]
    /// Where the names of the series stand beside the ends of their lines, moved apart where they would overlap.
    private(set) var labels: [(series: Int, y: Double)] = []
    private let marks: Int
    private let longestName: Int

    init(marks: Int, series: [LineChart.Series]) {
        self.marks = marks
        longestName = min(series.map(\.name.count).max() ?? 0, 18)
        right = ChartDrawing.width - 12 - 8 * Double(longestName)
        let ends = series.enumerated().flatMap { index, series in
            series.values.compactMap { $0 }.flatMap { value in
                let deviation = index == 0 ? value.deviation ?? 0 : 0
                return [value.mean - deviation, value.mean + deviation]
            }
        }
        ticks = AxisTicks.values(from: ends.min() ?? 0, through: ends.max() ?? 0, count: 5)
        let ended = series.enumerated().compactMap { index, series in
            series.values.compactMap { $0 }.last.map { (series: index, y: y(of: $0.mean)) }
        }.sorted { ($0.y, $0.series) < ($1.y, $1.series) }
        labels = zip(ended, LabelPlacement.movedApart(ended.map(\.y), limit: bottom)).map { ($0.series, $1) }
    }

    func x(of mark: Int) -> Double {
        let inset = 14.0
        guard marks > 1 else { return (left + right) / 2 }
        return left + inset + (right - left - 2 * inset) * Double(mark) / Double(marks - 1)
    }

    func y(of value: Double) -> Double {
        guard let first = ticks.first, let last = ticks.last, last > first else { return bottom }
        return bottom - (bottom - top) * (value - first) / (last - first)
    }

    /// A tick with as many decimal places as the step needs.
    func label(_ tick: Double) -> String {
        let step = ticks.count > 1 ? ticks[1] - ticks[0] : 1
        return TextTable.decimal(tick, places: step < 0.0099 ? 3 : 2)
    }

    func shortened(_ name: String) -> String {
        name.count <= longestName ? name : name.prefix(longestName - 1) + "…"
    }
}

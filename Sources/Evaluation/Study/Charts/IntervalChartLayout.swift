import AdvertiserDomain

/// Where the parts of a chart of intervals lie.
struct IntervalChartLayout {
    let rowHeight = 19.0
    let headingHeight = 23.0
    let top = 44.0
    let right = ChartDrawing.width - 22
    let left: Double
    let bottom: Double
    let ticks: [Double]
    private let longestName: Int

    var height: Double { bottom + 42 }

    init(_ groups: [IntervalChart.Group]) {
        let rows = groups.flatMap(\.rows)
        let names = rows.map(\.name.count).max() ?? 0
        longestName = min(names, 20)
        left = 12 + 6.9 * Double(longestName)
        bottom =
            44 + rowHeight * Double(rows.count) + headingHeight * Double(groups.count { $0.title != nil })
        let ends = rows.flatMap { [$0.difference.lower, $0.difference.upper, $0.difference.relative] }
        ticks = AxisTicks.values(
            from: min(ends.min() ?? 0, -0.001), through: max(ends.max() ?? 0, 0.001), count: 4)
    }

    func x(of share: Double) -> Double {
        guard let first = ticks.first, let last = ticks.last, last > first else { return left }
        return left + (right - left) * (share - first) / (last - first)
    }

    /// A tick in per cent, with as many decimal places as the step needs.
    func label(_ tick: Double) -> String {
        guard tick != 0 else { return "0" }
        let step = ticks.count > 1 ? ticks[1] - ticks[0] : 1
        let magnitude = TextTable.decimal(abs(tick) * 100, places: step < 0.0099 ? 1 : 0)
        return (tick < 0 ? "−" : "+") + magnitude + "\u{A0}%"
    }

    func shortened(_ name: String) -> String {
        name.count <= longestName ? name : name.prefix(longestName - 1) + "…"
    }
}

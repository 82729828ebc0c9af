/// Measures over the values of a setting: a line a variant or task.
///
/// Values are evenly apart, as settings that double or are few are read best.
struct LineChart: Sendable {
    struct Series: Sendable {
        let name: String
        /// One a value of the axis; the line passes over those absent.
        let values: [MeasureSummary?]
    }

    let title: String
    /// What the horizontal axis measures.
    let axis: String
    /// The marks of the horizontal axis, in order.
    let marks: [String]
    /// The mark that the rest of the study uses.
    let configured: Int?
    /// The first one is drawn heaviest, on top.
    let series: [Series]

    var drawing: ChartDrawing {
        let layout = LineChartLayout(marks: marks.count, series: series)
        var drawing = ChartDrawing(summary: summary, height: layout.height)
        drawing.text(title, x: 0, y: 16, classes: "strong")
        for tick in layout.ticks {
            let y = layout.y(of: tick)
            drawing.line(from: (layout.left, y), to: (layout.right, y), classes: "grid")
            drawing.text(layout.label(tick), x: layout.left - 6, y: y + 4, classes: "tick end")
        }
        drawing.line(from: (layout.left, layout.bottom), to: (layout.right, layout.bottom), classes: "axis")
        for (index, mark) in marks.enumerated() {
            let x = layout.x(of: index)
            if index == configured {
                drawing.line(from: (x, layout.top), to: (x, layout.bottom), classes: "configured")
            }
            drawing.text(
                mark, x: x, y: layout.bottom + 17, classes: index == configured ? "tick middle strong" : "tick middle")
        }
        drawing.text(
            axis, x: (layout.left + layout.right) / 2, y: layout.bottom + 36, classes: "tick middle")
        for index in series.indices.reversed() {
            draw(index, layout, in: &drawing)
        }
        for label in layout.labels {
            drawing.text(
                layout.shortened(series[label.series].name), x: layout.right + 9, y: label.y + 4,
                classes: "tick strong \(colour(of: label.series))")
        }
        return drawing
    }

    private func draw(_ index: Int, _ layout: LineChartLayout, in drawing: inout ChartDrawing) {
        let points = series[index].values.enumerated().compactMap { mark, value in
            value.map { (x: layout.x(of: mark), y: layout.y(of: $0.mean), value: $0) }
        }
        guard !points.isEmpty else { return }
        let dash = index >= StudyChartStyle.lineColours ? " dashed" : ""
        drawing.path(points.map { ($0.x, $0.y) }, classes: "curve \(colour(of: index))\(dash)")
        for point in points {
            if let deviation = point.value.deviation, index == 0 {
                drawing.line(
                    from: (point.x, layout.y(of: point.value.mean - deviation)),
                    to: (point.x, layout.y(of: point.value.mean + deviation)), classes: "deviation \(colour(of: index))"
                )
            }
            drawing.circle(x: point.x, y: point.y, radius: index == 0 ? 4 : 3, classes: colour(of: index))
        }
    }

    private func colour(of index: Int) -> String { "s\(index % StudyChartStyle.lineColours)" }

    private var summary: String {
        series.map { series in
            let values = zip(marks, series.values).compactMap { mark, value in
                value.map { "\(ReportNumber.measure($0.mean)) at \(mark)" }
            }
            return "\(series.name): \(values.joined(separator: ", "))."
        }.joined(separator: " ")
    }
}

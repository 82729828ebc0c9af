/// Relative differences with their intervals: a bar a row, to the left where the error is lower.
struct IntervalChart: Sendable {
    struct Row: Sendable {
        let name: String
        let difference: PairedDifference
    }

    /// Rows under a common heading.
    struct Group: Sendable {
        let title: String?
        let rows: [Row]
    }

    let title: String
    /// What is compared with what, such as `M2M's error against CGC's`.
    let comparison: String
    let groups: [Group]

    var drawing: ChartDrawing {
        let layout = IntervalChartLayout(groups)
        var drawing = ChartDrawing(summary: summary, height: layout.height)
        drawing.text(title, x: 0, y: 16, classes: "strong")
        drawing.text(comparison, x: 0, y: 34, classes: "tick")
        for tick in layout.ticks {
            let x = layout.x(of: tick)
            drawing.line(
                from: (x, layout.top), to: (x, layout.bottom), classes: tick == 0 ? "axis" : "grid")
            drawing.text(layout.label(tick), x: x, y: layout.bottom + 16, classes: "tick middle")
        }
        drawing.text("← lower error", x: layout.left, y: layout.bottom + 33, classes: "tick")
        drawing.text("higher error →", x: layout.right, y: layout.bottom + 33, classes: "tick end")
        var y = layout.top
        for group in groups {
            if let title = group.title {
                drawing.text(title, x: 0, y: y + 15, classes: "strong")
                y += layout.headingHeight
            }
            for row in group.rows {
                draw(row, y: y, layout, in: &drawing)
                y += layout.rowHeight
            }
        }
        return drawing
    }

    private func draw(_ row: Row, y: Double, _ layout: IntervalChartLayout, in drawing: inout ChartDrawing) {
        let middle = y + layout.rowHeight / 2
        let difference = row.difference
        drawing.text(layout.shortened(row.name), x: layout.left - 8, y: middle + 4, classes: "tick end")
        let zero = layout.x(of: 0)
        let end = layout.x(of: difference.relative)
        drawing.rectangle(
            x: min(zero, end), y: middle - 5, width: max(abs(end - zero), 0.8), height: 10,
            classes: difference.verdict.rawValue)
        let lower = layout.x(of: difference.lower)
        let upper = layout.x(of: difference.upper)
        drawing.line(from: (lower, middle), to: (upper, middle), classes: "whisker")
        for x in [lower, upper] {
            drawing.line(from: (x, middle - 3), to: (x, middle + 3), classes: "whisker")
        }
    }

    private var summary: String {
        let rows = groups.flatMap { group in
            group.rows.map { row in
                "\(group.title.map { "\($0), " } ?? "")\(row.name): \(ReportNumber.percent(row.difference.relative)), "
                    + "95 % interval \(ReportNumber.interval(row.difference))"
            }
        }
        return ([comparison] + rows).joined(separator: ". ") + "."
    }
}

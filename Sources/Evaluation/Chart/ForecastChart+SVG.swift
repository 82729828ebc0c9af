import AdvertiserDomain

extension ForecastChart {
    /// The chart as a self-contained SVG document: no scripts, no fonts or files from elsewhere, and colours for a light
    /// and a dark page.
    package func svg() -> String {
        let layout = ChartLayout()
        let valueTicks = AxisTicks.values(upTo: largestValue, count: 5)
        var elements = [
            "<title>\(SVGText.escaped(title))</title>",
            "<style>\(ChartStyle.css)</style>",
            "<rect class=\"page\" width=\"\(layout.width)\" height=\"\(layout.height)\" rx=\"6\"/>",
            text(title, x: layout.left, y: 30, classes: "title"),
        ]
        elements += valueAxis(valueTicks, layout)
        if let first = days.first, let last = days.last {
            let scale = ChartScale(layout: layout, first: first, last: last, top: valueTicks.last ?? 1)
            elements += dayAxis(from: first, through: last, scale, layout)
            elements += series.map { line(of: $0, scale) }
            elements += endLabels(scale, layout)
            elements += legend(layout)
        } else {
            elements.append(text("no data", x: layout.middle, y: layout.height / 2, classes: "tick middle"))
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(layout.width) \(layout.height)" role="img" \
            font-family="system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif">
            \(elements.joined(separator: "\n"))
            </svg>

            """
    }

    private var largestValue: Double {
        series.flatMap(\.values).compactMap { $0 }.filter(\.isFinite).max() ?? 0
    }

    private func valueAxis(_ ticks: [Double], _ layout: ChartLayout) -> [String] {
        let top = ticks.last ?? 1
        var elements: [String] = []
        for tick in ticks {
            let y = layout.y(of: tick, top: top)
            elements.append(
                "<line class=\"\(tick == 0 ? "axis" : "grid")\" x1=\"\(layout.left)\" x2=\"\(layout.right)\" "
                    + "y1=\"\(SVGText.number(y))\" y2=\"\(SVGText.number(y))\"/>")
            elements.append(text(AxisTicks.label(tick), x: layout.left - 8, y: y + 4, classes: "tick end"))
        }
        let middle = SVGText.number((layout.top + layout.bottom) / 2)
        elements.append(
            "<text class=\"label middle\" transform=\"translate(18 \(middle)) rotate(-90)\">"
                + "\(SVGText.escaped(valueLabel))</text>")
        return elements
    }

    private func dayAxis(from first: Day, through last: Day, _ scale: ChartScale, _ layout: ChartLayout) -> [String] {
        var elements: [String] = []
        for day in AxisTicks.days(from: first, through: last, count: 7) {
            let x = SVGText.number(scale.x(of: day))
            elements.append(
                "<line class=\"axis\" x1=\"\(x)\" x2=\"\(x)\" y1=\"\(layout.bottom)\" y2=\"\(layout.bottom + 5)\"/>")
            elements.append(
                text(AxisTicks.label(day), x: scale.x(of: day), y: layout.bottom + 20, classes: "tick middle"))
        }
        let years = [first.civil.year, last.civil.year]
        let year = years[0] == years[1] ? "\(years[0])" : "\(years[0]) to \(years[1])"
        elements.append(text("as-of date, \(year)", x: layout.middle, y: layout.height - 14, classes: "label middle"))
        return elements
    }

    /// A path with a new subpath after every absent value; a value alone between two absent ones becomes a dot, by the
    /// round caps of a line without length.
    private func line(of series: Series, _ scale: ChartScale) -> String {
        var path = ""
        var drawing = false
        for (day, value) in zip(days, series.values) {
            guard let value, value.isFinite else {
                drawing = false
                continue
            }
            let point = "\(SVGText.number(scale.x(of: day))) \(SVGText.number(scale.y(of: value)))"
            path += drawing ? "L\(point)" : "M\(point)L\(point)"
            drawing = true
        }
        return "<path class=\"line \(series.role.rawValue)\" d=\"\(path)\"/>"
    }

    /// The series' names at the ends of their lines, moved apart where they would overlap.
    private func endLabels(_ scale: ChartScale, _ layout: ChartLayout) -> [String] {
        var labels: [(name: String, role: Series.Role, x: Double, y: Double)] = []
        for series in series {
            guard
                let end = zip(days, series.values).reversed().first(where: { $0.1?.isFinite == true }),
                let value = end.1
            else { continue }
            labels.append((series.name, series.role, scale.x(of: end.0), scale.y(of: value)))
        }
        labels.sort { $0.y < $1.y }
        return zip(labels, LabelPlacement.movedApart(labels.map(\.y), limit: Double(layout.bottom))).map { label, y in
            text(label.name, x: label.x + 8, y: y + 4, classes: "name \(label.role.rawValue)")
        }
    }

    /// Samples of the strokes with their names, in one row under the title.
    private func legend(_ layout: ChartLayout) -> [String] {
        var elements: [String] = []
        var x = Double(layout.left)
        for series in series {
            let start = SVGText.number(x)
            elements.append(
                "<path class=\"line \(series.role.rawValue)\" d=\"M\(start) 50L\(SVGText.number(x + 24)) 50\"/>")
            elements.append(text(series.name, x: x + 31, y: 54, classes: "tick"))
            x += 31 + 7 * Double(series.name.count) + 22
        }
        return elements
    }

    private func text(_ content: String, x: Double, y: Double, classes: String) -> String {
        "<text class=\"\(classes)\" x=\"\(SVGText.number(x))\" y=\"\(SVGText.number(y))\">\(SVGText.escaped(content))</text>"
    }
}

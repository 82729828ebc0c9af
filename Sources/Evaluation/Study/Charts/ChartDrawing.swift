/// SVG elements on a canvas that is narrow enough to be read on a phone.
struct ChartDrawing {
    static let width = 440.0

    /// What a reader who cannot see the chart should know.
    let summary: String
    let height: Double
    private(set) var elements: [String] = []

    init(summary: String, height: Double) {
        self.summary = summary
        self.height = height
    }

    mutating func text(_ content: String, x: Double, y: Double, classes: String) {
        elements.append(
            "<text class=\"\(classes)\" x=\"\(SVGText.number(x))\" y=\"\(SVGText.number(y))\">"
                + "\(SVGText.escaped(content))</text>")
    }

    mutating func line(from start: (x: Double, y: Double), to end: (x: Double, y: Double), classes: String) {
        elements.append(
            "<line class=\"\(classes)\" x1=\"\(SVGText.number(start.x))\" y1=\"\(SVGText.number(start.y))\" "
                + "x2=\"\(SVGText.number(end.x))\" y2=\"\(SVGText.number(end.y))\"/>")
    }

    mutating func rectangle(x: Double, y: Double, width: Double, height: Double, classes: String) {
        elements.append(
            "<rect class=\"\(classes)\" x=\"\(SVGText.number(x))\" y=\"\(SVGText.number(y))\" "
                + "width=\"\(SVGText.number(width))\" height=\"\(SVGText.number(height))\"/>")
    }

    mutating func circle(x: Double, y: Double, radius: Double, classes: String) {
        elements.append(
            "<circle class=\"\(classes)\" cx=\"\(SVGText.number(x))\" cy=\"\(SVGText.number(y))\" "
                + "r=\"\(SVGText.number(radius))\"/>")
    }

    mutating func path(_ points: [(x: Double, y: Double)], classes: String) {
        let places = points.map { "\(SVGText.number($0.x)) \(SVGText.number($0.y))" }
        elements.append("<path class=\"\(classes)\" d=\"M\(places.joined(separator: "L"))\"/>")
    }

    /// - Parameters:
    ///   - name: prefix of the identifiers, unique on a page.
    ///   - title: what the chart shows, for readers who cannot see it.
    ///   - isStandalone: whether it is a document of its own and brings its style.
    func svg(name: String, title: String, isStandalone: Bool) -> String {
        var lines = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" "
                + "viewBox=\"0 0 \(SVGText.number(Self.width)) \(SVGText.number(height))\" role=\"img\" "
                + "aria-labelledby=\"\(name)-title \(name)-summary\" font-family=\"\(Self.fonts)\">",
            "<title id=\"\(name)-title\">\(SVGText.escaped(title))</title>",
            "<desc id=\"\(name)-summary\">\(SVGText.escaped(summary))</desc>",
        ]
        if isStandalone {
            lines.append("<style>\(StudyChartStyle.css)</style>")
            lines.append(
                "<rect class=\"page\" width=\"\(SVGText.number(Self.width))\" height=\"\(SVGText.number(height))\"/>")
        }
        return (lines + elements + ["</svg>"]).joined(separator: "\n")
    }

    private static let fonts = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif"
}

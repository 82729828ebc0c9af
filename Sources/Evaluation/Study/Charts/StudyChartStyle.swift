/// The look of a study's charts, on light pages and on dark ones.
///
/// Colours are written out in each rule: CSS variables are unknown to renderers other than browsers.
enum StudyChartStyle {
    /// How many lines can be told apart by colour; further ones start again, with another dash.
    static let lineColours = 7

    private static let light = colours(
        page: "#ffffff", ink: "#1c2430", muted: "#5b6675", grid: "#e4e8ee", axis: "#9aa5b3",
        lower: "#1f6feb", tie: "#8793a2", higher: "#c2410c",
        lines: ["#1f6feb", "#c26a12", "#23845a", "#9b3f8c", "#0b8494", "#b3362b", "#6b7280"])
    private static let dark = colours(
        page: "#171c24", ink: "#e8ecf1", muted: "#9aa7b6", grid: "#2a323d", axis: "#5b6675",
        lower: "#6cb0ff", tie: "#8b98a8", higher: "#ff9563",
        lines: ["#6cb0ff", "#f0a356", "#5ccb97", "#dd8fd0", "#4fc8d8", "#f08a80", "#a8b1bd"])

    static let css = """
        .chart text{font-size:13px}.chart .tick{font-size:12px}.chart .strong{font-weight:600}
        .chart .end{text-anchor:end}.chart .middle{text-anchor:middle}
        .chart .whisker{stroke-width:1.4}.chart .deviation{stroke-width:1.6}.chart .curve{fill:none;stroke-width:1.8;stroke-linejoin:round}
        .chart .curve.s0{stroke-width:2.8}.chart .dashed{stroke-dasharray:5 4}
        .chart .configured{stroke-dasharray:2 4}
        \(light)
        @media (prefers-color-scheme: dark){\(dark)}
        """

    private static func colours(
        page: String, ink: String, muted: String, grid: String, axis: String, lower: String, tie: String,
        higher: String, lines: [String]
    ) -> String {
        let verdicts = [("lower", lower), ("tie", tie), ("higher", higher)].map { name, colour in
            ".chart rect.\(name){fill:\(colour)}"
        }
        let series = lines.enumerated().map { index, colour in
            ".chart path.s\(index),.chart line.s\(index){stroke:\(colour)}"
                + ".chart circle.s\(index),.chart text.s\(index){fill:\(colour)}"
        }
        return """
            .chart .page{fill:\(page)}.chart text{fill:\(ink)}.chart text.tick,.chart text.label{fill:\(muted)}\
            .chart .grid{stroke:\(grid)}.chart .axis{stroke:\(axis)}.chart .whisker{stroke:\(ink)}\
            .chart .configured{stroke:\(muted)}\
            \((verdicts + series).joined())
            """
    }
}

/// The look of charts: one set of colours for light pages and one for dark ones.
///
/// Colours are written out in each rule: CSS variables are unknown to renderers other than browsers.
enum ChartStyle {
    private struct Palette {
        let page: String
        let ink: String
        let muted: String
        let grid: String
        let axis: String
        let forecast: String
        let baseline: String

        var css: String {
            """
            .page{fill:\(page)}.title,text.outcome{fill:\(ink)}.label,.tick{fill:\(muted)}\
            .grid{stroke:\(grid)}.axis{stroke:\(axis)}\
            path.outcome{stroke:\(ink)}path.forecast{stroke:\(forecast)}path.baseline{stroke:\(baseline)}\
            text.forecast{fill:\(forecast)}text.baseline{fill:\(baseline)}
            """
        }
    }

    private static let light = Palette(
        page: "#ffffff", ink: "#1c2430", muted: "#5b6675", grid: "#e4e8ee", axis: "#9aa5b3", forecast: "#1f6feb",
        baseline: "#c26a12")
    private static let dark = Palette(
        page: "#12161c", ink: "#e8ecf1", muted: "#9aa7b6", grid: "#252c36", axis: "#5b6675", forecast: "#6cb0ff",
        baseline: "#f0a356")

    static let css = """
        .title{font-size:17px;font-weight:600}.label{font-size:13px}.tick{font-size:12px}
        .name{font-size:12px;font-weight:600}.end{text-anchor:end}.middle{text-anchor:middle}
        .line{fill:none;stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}
        path.baseline{stroke-width:1.5;stroke-dasharray:2 4}
        \(light.css)
        @media (prefers-color-scheme: dark){\(dark.css)}
        """
}

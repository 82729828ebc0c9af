import Testing

@testable import Evaluation

struct PageTableTests {
    @Test func rowsAndColumnsHaveHeadersWithScope() {
        let table = ReportTable(
            caption: "Overall", corner: "variant", columns: ["NMAE", "difference"],
            groups: [
                ReportTable.Group(
                    title: "clicks",
                    rows: [
                        ReportTable.Row(
                            name: "M2M",
                            cells: [
                                ReportCell("0.341", detail: "± 0.002", isBest: true),
                                .difference(PairedDifference(relative: -0.012, lower: -0.019, upper: -0.004)),
                            ])
                    ])
            ])
        #expect(
            PageTable.text(of: table) == """
                <div class="scroll" role="region" aria-label="Overall" tabindex="0">
                <table class="stacked">
                <caption>Overall</caption>
                <thead><tr><th scope="col">variant</th><th scope="col">NMAE</th><th scope="col">difference</th></tr></thead>
                <tbody>
                <tr class="group"><th class="group" scope="rowgroup">clicks</th><td colspan="2"></td></tr>
                <tr><th scope="row">M2M</th><td><b>0.341</b><small>± 0.002</small></td>\
                <td><span class="lower">−1.2\u{A0}%</span><small>−1.9\u{A0}% to −0.4\u{A0}%</small></td></tr>
                </tbody>
                </table>
                </div>
                """)
    }

    @Test func thoseThatReadAsTheLowestAreBold() {
        let cells = ReportCell.summaries([
            MeasureSummary([0.3412]), MeasureSummary([0.3414]), MeasureSummary([0.3421]), nil,
        ])
        #expect(cells.map(\.isBest) == [true, true, false, false])
        #expect(cells.map(\.text) == ["0.341", "0.341", "0.342", "–"])
        #expect(ReportCell.summaries([MeasureSummary([0.3])]).map(\.isBest) == [false])
    }
}

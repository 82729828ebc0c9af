/// What the choice of the head changes: every architecture with both.
enum HeadSection {
    static func section(_ analysis: StudyAnalysis) -> ReportSection? {
        guard let main = analysis.main else { return nil }
        let tables = main.otherHeads.flatMap { head -> [ReportBlock] in
            let measures: [StudyMeasure] = [.meanNMAE, .pointSMAPE, .pointNMAE]
            return measures.map { .table(table(main, head, $0)) }
        }
        guard !tables.isEmpty else { return nil }
        return ReportSection(
            anchor: "heads", title: "Both heads",
            blocks: [
                .paragraph(
                    "The Poisson head gives a rate alone, as the paper's model does, or where a task asks whether there is "
                        + "anything a probability: its point is the mean, whatever is to be decided. The hurdle head forecasts a distribution beside the rate, of which the point is "
                        + "made. The changes are those by the head of this study's comparisons; the last column is the "
                        + "comparison that the other head would make.")
            ] + tables)
    }

    /// A row an architecture: its error with each head, what the first changes, and how the model fares with the second.
    private static func table(
        _ main: PartStatistics, _ head: PartStatistics.OtherHead, _ measure: StudyMeasure
    ) -> ReportTable {
        let cells = main.part.cells
        let compared = ReportCell.summaries(head.pairs.map { main.summary($0.compared, measure, over: cells) })
        let others = ReportCell.summaries(head.pairs.map { main.summary($0.other, measure, over: cells) })
        let model = head.pairs.first { $0.compared == main.model }
        let columns = ["\(head.comparedHead) head", "\(head.head) head", "change by the \(head.comparedHead) head"]
        return ReportTable(
            caption: "\(measure.title) overall, with either head", corner: "variant",
            columns: columns + (model.map { ["\(main.name($0.other)) against it"] } ?? []),
            rows: head.pairs.enumerated().map { index, pair in
                let change = main.difference(of: pair.compared, with: pair.other, measure, over: cells)
                let against = model.map { model -> ReportCell in
                    guard pair.other != model.other else { return .absent }
                    return .difference(main.difference(of: model.other, with: pair.other, measure, over: cells))
                }
                return ReportTable.Row(
                    name: main.name(pair.compared),
                    cells: [compared[index], others[index], .difference(change)] + (against.map { [$0] } ?? []))
            })
    }
}

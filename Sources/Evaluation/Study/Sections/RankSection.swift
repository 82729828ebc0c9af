/// Generators of low rank against generators in full.
enum RankSection {
    static func section(_ analysis: StudyAnalysis) -> ReportSection? {
        let blocks = analysis.sweeps.filter { $0.sweep.parameter == .generatorRank }.flatMap(blocks(of:))
        guard !blocks.isEmpty else { return nil }
        return ReportSection(anchor: "ranks", title: "Generators of low rank against full", blocks: blocks)
    }

    private static func blocks(of sweep: StudyAnalysis.Sweep) -> [ReportBlock] {
        let settings = SweepSection.settings(sweep)
        guard !settings.isEmpty else { return [] }
        let statistics = sweep.statistics
        let cells = statistics.part.cells
        let measures: [StudyMeasure] = [.meanNMAE, .pointSMAPE, .pointNMAE]
        let columns = measures.map { measure in
            ReportCell.summaries(settings.map { statistics.summary($0.variant, measure, over: cells) })
        }
        var blocks: [ReportBlock] = [
            .table(
                ReportTable(
                    caption: "Overall by rank", corner: "rank",
                    columns: measures.map(\.title) + ["parameters", "time"],
                    rows: settings.enumerated().map { index, setting in
                        let variant = statistics.part.variants[setting.variant]
                        let isConfigured = setting.setting == sweep.sweep.configured
                        return ReportTable.Row(
                            name: SweepSection.mark(setting.setting) + (isConfigured ? " (configured)" : ""),
                            cells: columns.map { $0[index] } + CostSection.cells(variant).prefix(2))
                    }))
        ]
        if let full = settings.first(where: { $0.setting.value == nil }), settings.count > 1 {
            blocks.append(
                .table(
                    ReportTable(
                        caption: "The overall error of each rank against that of full generators", corner: "rank",
                        columns: measures.map(\.title),
                        rows: settings.filter { $0.setting.value != nil }.map { setting in
                            ReportTable.Row(
                                name: SweepSection.mark(setting.setting),
                                cells: measures.map {
                                    .difference(
                                        statistics.difference(of: setting.variant, with: full.variant, $0, over: cells))
                                })
                        })))
        }
        return blocks
    }
}

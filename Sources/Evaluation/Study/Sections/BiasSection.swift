/// Whether what is forecast adds up to what comes about.
enum BiasSection {
    static func section(_ analysis: StudyAnalysis) -> ReportSection? {
        let parts = JudgedPart.all(of: analysis)
        guard let tasks = parts.first?.statistics.part.tasks, !tasks.isEmpty else { return nil }
        let groups = parts.filter { $0.statistics.part.tasks == tasks }.compactMap { part -> ReportTable.Group? in
            let own = rows(part)
            return own.isEmpty ? nil : ReportTable.Group(title: parts.count > 1 ? part.title : nil, rows: own)
        }
        guard !groups.isEmpty else { return nil }
        return ReportSection(
            anchor: "bias", title: "Bias",
            blocks: [
                .paragraph(
                    "The sum of the mean forecasts over the sum of outcomes: 1 is right, more is too much. A task's are "
                        + "sums over all its samples, so that large scenarios weigh most; in the mean over cells every "
                        + "cell counts the same."),
                .table(
                    ReportTable(
                        caption: "Bias of the mean", corner: "variant", columns: tasks + ["mean over cells"],
                        groups: groups)),
            ])
    }

    private static func rows(_ part: JudgedPart) -> [ReportTable.Row] {
        let statistics = part.statistics
        let variants =
            [statistics.model].compactMap(\.self) + statistics.baselines + statistics.peers + statistics.references
        return variants.map { variant in
            ReportTable.Row(
                name: statistics.name(variant),
                cells: statistics.part.tasks.indices.map {
                    .summary(statistics.pooledBias(variant, ofTask: $0, in: part.cells))
                } + [.summary(statistics.bias(variant, over: part.cells))])
        }
    }
}

/// What each variant cost to train.
enum CostSection {
    static func section(_ analysis: StudyAnalysis) -> ReportSection? {
        let parts: [(title: String, part: StudyPart)] =
            (analysis.results.main.map { [("main comparison", $0)] } ?? [])
            + analysis.results.heldOut.map {
                ("\($0.scenario), \(StudySentence.days($0.labelledDays))", $0.part)
            } + analysis.results.sweeps.map { ("sweep of \($0.parameter.rawValue)", $0.part) }
        let groups = parts.compactMap { title, part -> ReportTable.Group? in
            let rows = part.variants.filter { $0.runs.contains { $0.seconds > 0 } }.map { variant in
                ReportTable.Row(name: variant.name, cells: cells(variant))
            }
            return rows.isEmpty ? nil : ReportTable.Group(title: parts.count > 1 ? title : nil, rows: rows)
        }
        guard !groups.isEmpty else { return nil }
        return ReportSection(
            anchor: "cost", title: "Cost",
            blocks: [
                .paragraph(
                    "The seconds are those of this machine with whatever else it did: compare them by order of "
                        + "magnitude alone. Speeds are measured by make peers."),
                .table(
                    ReportTable(
                        caption: "Training of one seed, mean over seeds", corner: "variant",
                        columns: ["parameters", "time", "samples/s", "seeds"], groups: groups)),
            ])
    }

    /// Parameters, time, samples a second, seeds.
    static func cells(_ variant: StudyVariant) -> [ReportCell] {
        let count = Double(max(1, variant.runs.count))
        let seconds = variant.runs.reduce(0) { $0 + $1.seconds } / count
        let rate = variant.runs.reduce(0) { $0 + $1.samplesPerSecond } / count
        return [
            variant.parameters.map(ReportCell.count) ?? .absent,
            seconds > 0 ? ReportCell(ReportNumber.duration(seconds)) : .absent,
            rate > 0 ? ReportCell(ReportNumber.rounded(rate)) : .absent,
            .count(variant.runs.count),
        ]
    }
}

import AdvertiserDomain

/// Whether outcomes keep to the model's quantiles.
enum CoverageSection {
    static func section(_ analysis: StudyAnalysis) -> ReportSection? {
        let parts = JudgedPart.all(of: analysis)
        let blocks = parts.flatMap { part -> [ReportBlock] in
            let statistics = part.statistics
            let own = statistics.model.map { table(statistics, variant: $0) } ?? []
            return parts.count > 1 && !own.isEmpty ? [.heading(title(part))] + own : own
        }
        guard !blocks.isEmpty else { return nil }
        return ReportSection(
            anchor: "coverage", title: "Coverage of the quantiles", blocks: [.paragraph(reading)] + blocks)
    }

    private static let reading =
        "Many outcomes are exactly 0, and so are many quantiles, so that the share of outcomes within an interval says "
        + "nothing. A quantile of level τ is right where at most τ of the outcomes lie below it and at least τ at or "
        + "below it; a share counts as kept up to \(TextTable.decimal(QuantileSummary.tolerance, places: 2)) beyond. "
        + "The validation dates calibrate the quantiles, by task over all scenarios; the last column is what that "
        + "changed of their pinball loss, less being better."

    private static func title(_ part: JudgedPart) -> String {
        part.title.prefix(1).uppercased() + part.title.dropFirst()
    }

    private static func table(_ statistics: PartStatistics, variant: Int) -> [ReportBlock] {
        let tasks = statistics.part.tasks.enumerated().compactMap { index, task in
            statistics.coverage(variant, ofTask: index).map { (task: task, coverage: $0) }
        }
        guard let first = tasks.first?.coverage else { return [] }
        let runs = statistics.part.variants[variant].runs.count
        let seeds = first.seeds == runs ? StudySentence.seeds(runs) : "\(first.seeds) of \(runs) seeds"
        let name = statistics.name(variant)
        return [
            .paragraph(sentence(name, tasks)),
            .table(
                ReportTable(
                    caption: "Outcomes below each quantile of \(name), and at or below it; \(seeds)", corner: "task",
                    columns: ["below", "at or below", "pinball loss by calibration"],
                    groups: first.quantiles.map { group(level: $0.level, tasks) } + [together(tasks)])),
        ]
    }

    /// How many tasks keep to all levels, and which do not.
    private static func sentence(_ name: String, _ tasks: [(task: String, coverage: CoverageSummary)]) -> String {
        let missed = tasks.compactMap { task, coverage -> String? in
            let levels = coverage.quantiles.filter { !$0.holds }.map { QuantileCoverage.title(ofLevel: $0.level) }
            return levels.isEmpty ? nil : "\(task) (\(StudySentence.list(levels)))"
        }
        let kept = "\(name) keeps to all levels in \(tasks.count - missed.count) of \(tasks.count) tasks"
        return missed.isEmpty ? kept + "." : kept + ", and not in \(StudySentence.list(missed))."
    }

    private static func group(
        level: Double, _ tasks: [(task: String, coverage: CoverageSummary)]
    ) -> ReportTable.Group {
        func limit(_ value: Double) -> String { TextTable.decimal(value, places: 2) }
        let tolerance = QuantileSummary.tolerance
        return ReportTable.Group(
            title: "\(QuantileCoverage.title(ofLevel: level)): at most \(limit(level + tolerance)) below, "
                + "at least \(limit(level - tolerance)) at or below",
            rows: tasks.compactMap { task, coverage in
                coverage.quantiles.first { $0.level == level }.map { quantile in
                    ReportTable.Row(
                        name: task,
                        cells: [
                            share(quantile.below, fault: quantile.hasTooManyBelow ? "too many" : nil),
                            share(quantile.atOrBelow, fault: quantile.hasTooFewAtOrBelow ? "too few" : nil),
                            change(quantile.calibrationChange),
                        ])
                }
            })
    }

    private static func together(_ tasks: [(task: String, coverage: CoverageSummary)]) -> ReportTable.Group {
        ReportTable.Group(
            title: "all levels together",
            rows: tasks.map { task, coverage in
                ReportTable.Row(name: task, cells: [.absent, .absent, change(coverage.calibrationChange)])
            })
    }

    private static func share(_ value: Double, fault: String?) -> ReportCell {
        ReportCell(ReportNumber.measure(value), detail: fault, verdict: fault == nil ? nil : .higher)
    }

    private static func change(_ share: Double?) -> ReportCell {
        share.map { ReportCell(ReportNumber.change($0)) } ?? .absent
    }
}

import AdvertiserDomain

/// What a sweep says, in sentences made from its results.
enum SweepFinding {
    /// `nil` where there are not two values to choose from.
    static func finding(_ sweep: StudyAnalysis.Sweep) -> ReportFinding? {
        let settings = SweepSection.settings(sweep)
        guard settings.count > 1 else { return nil }
        let sentences = StudyMeasure.leading.compactMap { sentence(sweep, settings, $0) }
        guard !sentences.isEmpty else { return nil }
        return ReportFinding(
            subject: SweepSection.title(sweep.sweep.parameter),
            sentences: sentences + [sizes(sweep, settings), seeds(sweep)].compactMap(\.self))
    }

    /// The value with the least error, how the configured one stands to it, and which others are level with it.
    private static func sentence(
        _ sweep: StudyAnalysis.Sweep, _ settings: [(variant: Int, setting: SweepSetting)], _ measure: StudyMeasure
    ) -> String? {
        let statistics = sweep.statistics
        let cells = statistics.part.cells
        guard let best = statistics.best(of: settings.map(\.variant), measure, over: cells),
            let summary = statistics.summary(best, measure, over: cells),
            let bestSetting = settings.first(where: { $0.variant == best })?.setting
        else { return nil }
        let isConfigured = bestSetting == sweep.sweep.configured
        var text =
            "\(measure.title) is least with \(isConfigured ? "the configured " : "")\(SweepSection.mark(bestSetting)) "
            + "(\(ReportNumber.summary(summary)))"
        var level: [String] = []
        var isConfiguredLevel = false
        for (variant, setting) in settings where variant != best {
            guard let difference = statistics.difference(of: variant, with: best, measure, over: cells) else {
                continue
            }
            if setting == sweep.sweep.configured {
                text += "; the configured \(SweepSection.mark(setting)) is \(StudySentence.difference(difference))"
                isConfiguredLevel = difference.verdict == .tie
            } else if difference.verdict == .tie {
                level.append(SweepSection.mark(setting))
            }
        }
        if !level.isEmpty {
            text += "; level with it \(level.count == 1 ? "is" : "are") \(StudySentence.list(level))"
        } else if !isConfiguredLevel {
            text += "; no other is level with it"
        }
        return text + "."
    }

    /// What full generators cost beside a rank: the configured one, or the least.
    private static func sizes(
        _ sweep: StudyAnalysis.Sweep, _ settings: [(variant: Int, setting: SweepSetting)]
    ) -> String? {
        let ranks = settings.filter { $0.setting.value != nil }
        let variants = sweep.statistics.part.variants
        guard sweep.sweep.parameter == .generatorRank,
            let full = settings.first(where: { $0.setting.value == nil }),
            let rank = ranks.first(where: { $0.setting == sweep.sweep.configured }) ?? ranks.first,
            let most = variants[full.variant].parameters, let least = variants[rank.variant].parameters, least > 0
        else { return nil }
        return "With full generators M2M has \(TextTable.decimal(Double(most) / Double(least), places: 1)) times the "
            + "parameters that it has with rank \(SweepSection.mark(rank.setting))."
    }

    private static func seeds(_ sweep: StudyAnalysis.Sweep) -> String? {
        guard let seeds = sweep.statistics.part.variants.map(\.runs.count).max() else { return nil }
        return seeds == 1 ? StudySentence.oneSeed : "Each value stands for the mean over \(StudySentence.seeds(seeds))."
    }
}

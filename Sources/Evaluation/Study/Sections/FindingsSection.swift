/// What the study says, in sentences made from the results.
enum FindingsSection {
    static func section(_ analysis: StudyAnalysis) -> ReportSection? {
        var findings = heldOut(analysis)
        if let main = analysis.main, let model = main.model {
            findings += StudyMeasure.leading.compactMap { overall(main, model, $0) }
            findings += StudyMeasure.leading.compactMap { SizeFinding.finding(main, model, $0) }
            findings += otherHeads(main, model)
            findings += main.peers.compactMap { against(main, model, $0) }
            findings += references(main, model)
            findings += ablations(main, model)
        }
        findings += analysis.sweeps.compactMap(SweepFinding.finding)
        guard !findings.isEmpty else { return nil }
        return ReportSection(
            anchor: "findings", title: "What the study says",
            blocks: [
                .findings(findings), .paragraph(StudySentence.method), .paragraph(StudySentence.interval),
                .paragraph(
                    "Intervals say what other advertisers would change, deviations (±) what other seeds would."),
            ])
    }

    /// The model against all baselines in one measure.
    private static func overall(_ main: PartStatistics, _ model: Int, _ measure: StudyMeasure) -> ReportFinding? {
        let cells = main.part.cells
        guard let value = main.summary(model, measure, over: cells) else { return nil }
        var text = "\(main.name(model)) \(ReportNumber.summary(value))"
        if let best = main.best(of: main.baselines, measure, over: cells),
            let summary = main.summary(best, measure, over: cells),
            let difference = main.difference(of: model, with: best, measure, over: cells)
        {
            text += ", the best baseline \(main.name(best)) \(ReportNumber.summary(summary)): "
            text += "\(main.name(model)) is \(StudySentence.difference(difference))."
            text += tally(main, model, measure)
        } else {
            text += "."
        }
        return ReportFinding(subject: "Overall \(measure.title)", text: text)
    }

    /// Against how many baselines the model wins, and with which it is tied.
    private static func tally(_ main: PartStatistics, _ model: Int, _ measure: StudyMeasure) -> String {
        guard main.baselines.count > 1 else { return "" }
        var names: [PairedDifference.Verdict: [String]] = [:]
        for baseline in main.baselines {
            guard let difference = main.difference(of: model, with: baseline, measure, over: main.part.cells) else {
                continue
            }
            names[difference.verdict, default: []].append(main.name(baseline))
        }
        var parts = ["lower than \((names[.lower] ?? []).count) of \(main.baselines.count) baselines"]
        if let tied = names[.tie] { parts.append("tied with \(StudySentence.list(tied))") }
        if let higher = names[.higher] { parts.append("higher than \(StudySentence.list(higher))") }
        return " It is \(StudySentence.list(parts))."
    }

    private static func otherHeads(_ main: PartStatistics, _ model: Int) -> [ReportFinding] {
        main.otherHeads.flatMap(\.pairs).filter { $0.compared == model }.compactMap { against(main, model, $0.other) }
    }

    /// The model against one that is no baseline: with its other head, or of another program.
    private static func against(_ main: PartStatistics, _ model: Int, _ other: Int) -> ReportFinding? {
        let parts = [StudyMeasure.meanNMAE, .pointSMAPE, .pointNMAE].compactMap { measure in
            main.difference(of: model, with: other, measure, over: main.part.cells).map {
                "\(measure.title) \(ReportNumber.percent($0.relative)) "
                    + "(\(ReportNumber.interval($0))\($0.verdict == .tie ? ", a tie" : ""))"
            }
        }
        guard !parts.isEmpty else { return nil }
        return ReportFinding(
            subject: "\(main.name(model)) against \(main.name(other))",
            text: parts.joined(separator: "; ") + "."
                + (main.part.variants[model].runs.count == 1 ? " " + StudySentence.oneSeed : ""))
    }

    private static func references(_ main: PartStatistics, _ model: Int) -> [ReportFinding] {
        let parts = main.references.compactMap { reference in
            main.difference(of: model, with: reference, .meanNMAE, over: main.part.cells).map {
                "\(ReportNumber.percent($0.relative)) against \(main.name(reference))"
            }
        }
        guard !parts.isEmpty else { return [] }
        return [
            ReportFinding(
                subject: "Rules without training", text: "NMAE of the mean \(StudySentence.list(parts)).")
        ]
    }

    private static func ablations(_ main: PartStatistics, _ model: Int) -> [ReportFinding] {
        let parts = main.ablations.compactMap { ablation in
            main.difference(of: ablation, with: model, .meanNMAE, over: main.part.cells).map {
                "\(main.name(ablation)) \(ReportNumber.percent($0.relative))"
                    + ($0.verdict == .tie ? " (a tie)" : "")
            }
        }
        guard !parts.isEmpty else { return [] }
        return [
            ReportFinding(
                subject: "Ablations",
                text: "NMAE of the mean against the full model: \(parts.joined(separator: ", ")).")
        ]
    }

    private static func heldOut(_ analysis: StudyAnalysis) -> [ReportFinding] {
        HeldOutSection.scenarios(analysis).compactMap { scenario, parts in
            let sentences = parts.compactMap(HeldOutSection.sentence)
            return sentences.isEmpty
                ? nil : ReportFinding(subject: "New scenario \(scenario), NMAE of the mean", sentences: sentences)
        }
    }
}

import AdvertiserDomain

/// How well a scenario is forecast that training saw for few days or not at all.
enum HeldOutSection {
    /// The parts of each held-out scenario, scenarios in the order of the results.
    static func scenarios(_ analysis: StudyAnalysis) -> [(scenario: String, parts: [StudyAnalysis.HeldOut])] {
        var scenarios: [(scenario: String, parts: [StudyAnalysis.HeldOut])] = []
        for part in analysis.heldOut {
            if let index = scenarios.firstIndex(where: { $0.scenario == part.held.scenario }) {
                scenarios[index].parts.append(part)
            } else {
                scenarios.append((part.held.scenario, [part]))
            }
        }
        return scenarios
    }

    static func sections(_ analysis: StudyAnalysis) -> [ReportSection] {
        scenarios(analysis).enumerated().compactMap { index, entry in
            let (scenario, parts) = entry
            guard let first = parts.first else { return nil }
            let names = variantNames(parts)
            let suffix = index == 0 ? "" : "-\(index + 1)"
            var blocks: [ReportBlock] = [
                .paragraph(
                    "Every row of \(scenario) before \(first.held.launchDay) was deleted before anything was fitted, a "
                        + "launch so early that the most labelled days end where the test begins. Training has the "
                        + "other scenarios' dates before the launch; each column adds every one of the scenario's "
                        + "first days with its labels. All are judged on the same "
                        + "\(TextTable.grouped(testSamples(first))) later samples. \(trainingSamples(parts))")
            ]
            let withoutPoints = names.filter { name in
                parts.contains { $0.statistics.peersWithoutPoints.map($0.statistics.name).contains(name) }
            }
            if !withoutPoints.isEmpty { blocks.append(.paragraph(StudySentence.withoutPoints(withoutPoints))) }
            blocks.append(
                .figures(StudyMeasure.leading.map { figure(scenario, parts, names, $0, suffix: suffix) }))
            blocks += [StudyMeasure.meanNMAE, .pointSMAPE, .pointNMAE].map { .table(table(parts, names, $0)) }
            blocks += StudyMeasure.leading.compactMap { differences(parts, names, $0).map(ReportBlock.table) }
            return ReportSection(
                anchor: "held-out\(suffix)", title: "A new scenario: \(scenario)", blocks: blocks)
        }
    }

    /// The model against the best of the others after one number of labelled days.
    static func sentence(_ part: StudyAnalysis.HeldOut) -> String? {
        let statistics = part.statistics
        let others = statistics.baselines + statistics.peers + statistics.references
        guard let model = statistics.model, let value = statistics.summary(model, .meanNMAE, over: part.cells),
            let best = statistics.best(of: others, .meanNMAE, over: part.cells),
            let other = statistics.summary(best, .meanNMAE, over: part.cells),
            let difference = statistics.difference(of: model, with: best, .meanNMAE, over: part.cells)
        else { return nil }
        let days =
            part.held.labelledDays == 0
            ? "Without a labelled day" : "After \(StudySentence.days(part.held.labelledDays))"
        return "\(days) \(statistics.name(model)) \(ReportNumber.measure(value.mean)), the best other "
            + "\(statistics.name(best)) \(ReportNumber.measure(other.mean)): \(StudySentence.difference(difference))."
    }

    private static func variantNames(_ parts: [StudyAnalysis.HeldOut]) -> [String] {
        var names: [String] = []
        for name in parts.flatMap({ $0.held.part.variants.map(\.name) }) where !names.contains(name) {
            names.append(name)
        }
        return names
    }

    private static func index(of name: String, in part: StudyAnalysis.HeldOut) -> Int? {
        part.held.part.variants.firstIndex { $0.name == name }
    }

    private static func testSamples(_ part: StudyAnalysis.HeldOut) -> Int {
        guard let scenario = part.held.part.scenarios.firstIndex(of: part.held.scenario) else { return 0 }
        return part.statistics.samples(ofScenario: scenario)
    }

    /// How many training samples of the scenario the labelled days made.
    private static func trainingSamples(_ parts: [StudyAnalysis.HeldOut]) -> String {
        let counts = parts.compactMap { part in
            part.held.part.scenarios.firstIndex(of: part.held.scenario).map { scenario in
                "\(TextTable.grouped(part.held.part.scenarioSamples[scenario])) after \(part.held.labelledDays) days"
            }
        }
        return "Training samples of it: \(StudySentence.list(counts))."
    }

    private static func summary(
        _ name: String, _ part: StudyAnalysis.HeldOut, _ measure: StudyMeasure
    ) -> MeasureSummary? {
        index(of: name, in: part).flatMap { part.statistics.summary($0, measure, over: part.cells) }
    }

    private static func columns(_ parts: [StudyAnalysis.HeldOut]) -> [String] {
        parts.map { $0.held.labelledDays == 1 ? "1 day" : "\($0.held.labelledDays) days" }
    }

    private static func table(
        _ parts: [StudyAnalysis.HeldOut], _ names: [String], _ measure: StudyMeasure
    ) -> ReportTable {
        let columnsOfCells = parts.map { part in ReportCell.summaries(names.map { summary($0, part, measure) }) }
        return ReportTable(
            caption: "\(measure.title) by labelled days", corner: "variant", columns: columns(parts),
            rows: names.enumerated().map { index, name in
                ReportTable.Row(name: name, cells: columnsOfCells.map { $0[index] })
            })
    }

    private static func differences(
        _ parts: [StudyAnalysis.HeldOut], _ names: [String], _ measure: StudyMeasure
    ) -> ReportTable? {
        guard let model = parts.compactMap({ part in part.statistics.model.map(part.statistics.name) }).first else {
            return nil
        }
        let rows = names.filter { name in
            name != model && parts.contains { summary(name, $0, measure) != nil }
        }.map { name in
            ReportTable.Row(
                name: name,
                cells: parts.map { part in
                    guard let first = index(of: model, in: part), let second = index(of: name, in: part) else {
                        return .absent
                    }
                    return .difference(part.statistics.difference(of: first, with: second, measure, over: part.cells))
                })
        }
        guard !rows.isEmpty else { return nil }
        return ReportTable(
            caption: "\(model)'s \(measure.title) against that of each other", corner: "against",
            columns: columns(parts), rows: rows)
    }

    /// Rules without training stay out: their lines are far away, and flat.
    private static func figure(
        _ scenario: String, _ parts: [StudyAnalysis.HeldOut], _ names: [String], _ measure: StudyMeasure,
        suffix: String
    ) -> ReportFigure {
        let isReference = { (name: String) in
            parts.contains { part in
                index(of: name, in: part).map { part.held.part.variants[$0].role == .reference } ?? false
            }
        }
        let model = parts.compactMap { part in part.statistics.model.map(part.statistics.name) }.first
        let shown = names.filter { name in
            !isReference(name) && parts.contains { summary(name, $0, measure) != nil }
        }
        let ordered = shown.filter { $0 == model } + shown.filter { $0 != model }
        return ReportFigure(
            name: "held-out\(suffix)-\(measure.slug)",
            caption: "\(measure.title) in \(scenario) by labelled days",
            chart: .lines(
                LineChart(
                    title: measure.title, axis: "days of labels in the new scenario",
                    marks: parts.map { "\($0.held.labelledDays)" }, configured: nil,
                    series: ordered.map { name in
                        LineChart.Series(name: name, values: parts.map { summary(name, $0, measure) })
                    })))
    }
}

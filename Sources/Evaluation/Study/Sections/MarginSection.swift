/// The paper's Figure 5: the model against the best baseline, a bar a cell.
enum MarginSection {
    static func section(_ analysis: StudyAnalysis) -> ReportSection? {
        guard let main = analysis.main, let model = main.model else { return nil }
        let comparisons = StudyMeasure.leading.compactMap { measure in
            main.best(of: main.baselines, measure, over: main.part.cells).map { (measure: measure, best: $0) }
        }
        let figures = comparisons.compactMap { figure(main, model, $0.best, $0.measure) }
        guard !figures.isEmpty else { return nil }
        let tallies = comparisons.map { tally(main, model, $0.best, $0.measure) }
        return ReportSection(
            anchor: "cells", title: "Every cell against the best baseline (Figure 5)",
            blocks: [
                .findings(tallies), .paragraph("Grey bars are ties: their 95 % interval holds 0."), .figures(figures),
            ])
    }

    private static func tally(
        _ main: PartStatistics, _ model: Int, _ best: Int, _ measure: StudyMeasure
    ) -> ReportFinding {
        let verdicts = main.part.cells.compactMap {
            main.difference(of: model, with: best, measure, over: [$0])?.verdict
        }
        func count(_ verdict: PairedDifference.Verdict) -> Int { verdicts.count { $0 == verdict } }
        return ReportFinding(
            subject: measure.title,
            text:
                "\(main.name(model)) is lower than \(main.name(best)) in \(count(.lower)) of \(verdicts.count) cells, "
                + "tied in \(count(.tie)) and higher in \(count(.higher)).")
    }

    private static func figure(
        _ main: PartStatistics, _ model: Int, _ best: Int, _ measure: StudyMeasure
    ) -> ReportFigure? {
        let part = main.part
        let groups = part.tasks.enumerated().compactMap { task, title -> IntervalChart.Group? in
            let rows = part.scenariosBySize.compactMap { scenario in
                main.difference(
                    of: model, with: best, measure, over: [part.cell(scenario: scenario, task: task)]
                ).map { IntervalChart.Row(name: part.scenarios[scenario], difference: $0) }
            }
            return rows.isEmpty ? nil : IntervalChart.Group(title: title, rows: rows)
        }
        guard !groups.isEmpty else { return nil }
        return ReportFigure(
            name: "figure-5-\(measure.slug)",
            caption: "\(measure.title) of \(main.name(model)) against \(main.name(best)), with 95 % intervals",
            chart: .intervals(
                IntervalChart(
                    title: measure.title,
                    comparison: "\(main.name(model))'s error against that of \(main.name(best)); 95 % intervals",
                    groups: groups)))
    }
}

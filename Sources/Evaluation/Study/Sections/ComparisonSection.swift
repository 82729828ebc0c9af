import AdvertiserDomain

/// The paper's Table 4: all models in every cell.
enum ComparisonSection {
    static func section(_ analysis: StudyAnalysis) -> ReportSection? {
        guard let main = analysis.main else { return nil }
        let variants = [main.model].compactMap(\.self) + main.baselines + main.peers + main.references
        guard !variants.isEmpty else { return nil }
        var blocks: [ReportBlock] = [
            .paragraph(
                "\(TextTable.grouped(main.samples)) test samples; "
                    + "\(StudySentence.seeds(main.part.variants.map(\.runs.count).max() ?? 0)). "
                    + "The best of each column or row is bold; ± is the standard deviation over seeds."),
            .table(overall(main, variants)),
        ]
        if !main.peersWithoutPoints.isEmpty {
            blocks.append(.paragraph(StudySentence.withoutPoints(main.peersWithoutPoints.map(main.name))))
        }
        let figures = StudyMeasure.leading.compactMap { figure(main, $0) }
        if !figures.isEmpty { blocks.append(.figures(figures)) }
        blocks += differences(main).map(ReportBlock.table)
        blocks += groups(main).map(ReportBlock.table)
        blocks += StudyMeasure.leading.map { measure in
            .table(
                CellTables.table(
                    main, variants: variants, measure, caption: "Table 4, \(measure.title), every task and scenario"))
        }
        return ReportSection(
            anchor: "comparison",
            title: (main.baselines.isEmpty ? "Every task and scenario" : "Comparison with the baselines")
                + " (Table 4)",
            blocks: blocks)
    }

    /// A row a variant, a column a measure.
    static func overall(_ statistics: PartStatistics, _ variants: [Int]) -> ReportTable {
        let cells = statistics.part.cells
        let measures: [StudyMeasure] = [.meanNMAE, .pointSMAPE, .pointNMAE, .meanSMAPE]
        let columns = measures.map { measure in
            ReportCell.summaries(variants.map { statistics.summary($0, measure, over: cells) })
        }
        return ReportTable(
            caption: "Overall", corner: "variant", columns: measures.map(\.title) + ["bias of the mean"],
            rows: variants.enumerated().map { index, variant in
                ReportTable.Row(
                    name: statistics.name(variant),
                    cells: columns.map { $0[index] } + [.summary(statistics.bias(variant, over: cells))])
            })
    }

    /// The model against each other variant.
    private static func differences(_ main: PartStatistics) -> [ReportTable] {
        guard let model = main.model else { return [] }
        let others = main.baselines + main.peers + main.references
        guard !others.isEmpty else { return [] }
        let measures: [StudyMeasure] = [.meanNMAE, .pointSMAPE, .pointNMAE]
        return [
            ReportTable(
                caption: "\(main.name(model))'s overall error against that of each other, with 95 % intervals",
                corner: "against", columns: measures.map(\.title),
                rows: others.map { other in
                    ReportTable.Row(
                        name: main.name(other),
                        cells: measures.map {
                            .difference(main.difference(of: model, with: other, $0, over: main.part.cells))
                        })
                })
        ]
    }

    /// The model against the best baseline in the largest scenario, in the minor ones and in each.
    private static func groups(_ main: PartStatistics) -> [ReportTable] {
        let part = main.part
        guard let model = main.model, !main.baselines.isEmpty, let largest = part.largestScenario else { return [] }
        var groups: [(title: String, cells: [Int])] = [("overall", part.cells)]
        if let minor = part.minorCells {
            groups += [
                ("largest: \(part.scenarios[largest])", part.cells(ofScenario: largest)), ("minor scenarios", minor),
            ]
        }
        let bySize = part.scenariosBySize.dropFirst(part.scenarios.count > 1 ? 1 : 0).map { scenario in
            (title: part.scenarios[scenario], cells: part.cells(ofScenario: scenario))
        }
        return StudyMeasure.leading.map { measure in
            ReportTable(
                caption: "\(measure.title): \(main.name(model)) against the best baseline of each group of cells",
                corner: "cells", columns: [main.name(model), "best baseline", "its error", "difference"],
                rows: (groups + (part.scenarios.count > 2 ? bySize : [])).map { group in
                    let best = main.best(of: main.baselines, measure, over: group.cells)
                    return ReportTable.Row(
                        name: group.title,
                        cells: [
                            .summary(main.summary(model, measure, over: group.cells)),
                            best.map { ReportCell(main.name($0)) } ?? .absent,
                            .summary(best.flatMap { main.summary($0, measure, over: group.cells) }),
                            .difference(
                                best.flatMap { main.difference(of: model, with: $0, measure, over: group.cells) }),
                        ])
                })
        }
    }

    private static func figure(_ main: PartStatistics, _ measure: StudyMeasure) -> ReportFigure? {
        guard let model = main.model else { return nil }
        let rows = (main.baselines + main.peers).compactMap { other in
            main.difference(of: model, with: other, measure, over: main.part.cells).map {
                IntervalChart.Row(name: main.name(other), difference: $0)
            }
        }
        guard !rows.isEmpty else { return nil }
        return ReportFigure(
            name: "overall-\(measure.slug)",
            caption: "Overall \(measure.title) of \(main.name(model)) against each, with 95 % intervals",
            chart: .intervals(
                IntervalChart(
                    title: "Overall \(measure.title)",
                    comparison: "\(main.name(model))'s error against that of each; 95 % intervals",
                    groups: [IntervalChart.Group(title: nil, rows: rows)])))
    }
}

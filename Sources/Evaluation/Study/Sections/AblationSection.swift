/// The paper's Table 5: the model without a part of it.
enum AblationSection {
    static func section(_ analysis: StudyAnalysis) -> ReportSection? {
        guard let main = analysis.main, let model = main.model, !main.ablations.isEmpty else { return nil }
        let variants = [model] + main.ablations
        let measures: [StudyMeasure] = [.meanNMAE, .pointSMAPE, .pointNMAE]
        let differences = ReportTable(
            caption:
                "The overall error of each against that of \(main.name(model)); positive where the part earns its place",
            corner: "variant", columns: measures.map(\.title),
            rows: main.ablations.map { ablation in
                ReportTable.Row(
                    name: main.name(ablation),
                    cells: measures.map {
                        .difference(main.difference(of: ablation, with: model, $0, over: main.part.cells))
                    })
            })
        let cells = StudyMeasure.leading.map { measure in
            ReportBlock.table(
                CellTables.table(
                    main, variants: variants, measure, caption: "Table 5, \(measure.title), every task and scenario"))
        }
        return ReportSection(
            anchor: "ablations", title: "Ablations (Table 5)",
            blocks: [.table(ComparisonSection.overall(main, variants)), .table(differences)] + cells)
    }
}

/// The paper's Tables 1 and 3 of the data set used.
enum DataSetSection {
    static func section(_ analysis: StudyAnalysis) -> ReportSection? {
        let dataSet = analysis.results.dataSet
        var blocks: [ReportBlock] = []
        if !dataSet.scenarios.isEmpty {
            blocks.append(.table(sizes(dataSet, isUndivided: !analysis.heldOut.isEmpty)))
            if let thinned = analysis.results.thinned {
                blocks.append(.paragraph(StudySentence.thinned(thinned) + " Those left are counted here."))
            }
        }
        if !dataSet.correlations.isEmpty, !dataSet.tasks.isEmpty {
            blocks.append(.table(correlations(dataSet)))
            blocks.append(
                .paragraph(
                    "Correlations are of sums over \(dataSet.horizonDays) days that do not overlap, of the advertisers "
                        + "with a row in both scenarios."))
        }
        guard !blocks.isEmpty else { return nil }
        return ReportSection(anchor: "data", title: "The data set (Tables 1 and 3)", blocks: blocks)
    }

    /// - parameter isUndivided: Whether other parts of the report hold a scenario out, which these counts do not.
    private static func sizes(_ dataSet: StudyDataSet, isUndivided: Bool) -> ReportTable {
        ReportTable(
            caption: "Table 3: samples of each scenario" + (isUndivided ? " while none is held out" : ""),
            corner: "scenario",
            columns: ["advertisers", "rows", "training", "validation", "test"],
            rows: dataSet.scenarios.map { scenario in
                ReportTable.Row(
                    name: scenario.scenario,
                    cells: [scenario.advertisers, scenario.rows, scenario.train, scenario.validation, scenario.test]
                        .map(ReportCell.count))
            })
    }

    private static func correlations(_ dataSet: StudyDataSet) -> ReportTable {
        ReportTable(
            caption: "Table 1: Pearson correlations between scenarios", corner: "scenarios",
            columns: dataSet.tasks + ["advertisers"],
            rows: dataSet.correlations.map { correlation in
                let coefficients = dataSet.tasks.indices.map { task -> ReportCell in
                    guard correlation.coefficients.indices.contains(task), let value = correlation.coefficients[task]
                    else { return .absent }
                    return ReportCell(ReportNumber.coefficient(value))
                }
                return ReportTable.Row(
                    name: "\(correlation.first), \(correlation.second)",
                    cells: coefficients + [.count(correlation.advertisers)])
            })
    }
}

/// Tables of every cell, variants side by side.
enum CellTables {
    /// A row a scenario grouped by tasks, and the overall average at the top.
    static func table(
        _ statistics: PartStatistics, variants: [Int], _ measure: StudyMeasure, caption: String
    ) -> ReportTable {
        let part = statistics.part
        func row(_ name: String, _ cells: [Int]) -> ReportTable.Row {
            ReportTable.Row(
                name: name, cells: ReportCell.summaries(variants.map { statistics.summary($0, measure, over: cells) }))
        }
        let groups = part.tasks.enumerated().map { task, title in
            ReportTable.Group(
                title: title,
                rows: part.scenariosBySize.map { scenario in
                    row(part.scenarios[scenario], [part.cell(scenario: scenario, task: task)])
                } + (part.scenarios.count > 1 ? [row("all scenarios", part.cells(ofTask: task))] : []))
        }
        return ReportTable(
            caption: caption, corner: "scenario", columns: variants.map(statistics.name),
            groups: [ReportTable.Group(title: "all tasks", rows: [row("overall", part.cells)])] + groups)
    }
}

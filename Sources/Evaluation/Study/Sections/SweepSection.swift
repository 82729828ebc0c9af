import AdvertiserDomain

/// The paper's Figure 6: one setting varied while the others stay.
enum SweepSection {
    static func section(_ analysis: StudyAnalysis) -> ReportSection? {
        let blocks = analysis.sweeps.filter { $0.sweep.parameter != .generatorRank }.flatMap(blocks(of:))
        guard !blocks.isEmpty else { return nil }
        return ReportSection(anchor: "sweeps", title: "Sensitivity to settings (Figure 6)", blocks: blocks)
    }

    /// The variants of a sweep with their values, ascending, a generator in full last.
    static func settings(_ sweep: StudyAnalysis.Sweep) -> [(variant: Int, setting: SweepSetting)] {
        sweep.statistics.part.variants.indices.compactMap { variant in
            guard case .sweep(let setting) = sweep.statistics.part.variants[variant].role,
                setting.parameter == sweep.sweep.parameter
            else { return nil }
            return (variant, setting)
        }.sorted { ($0.setting.value ?? .max, $0.variant) < ($1.setting.value ?? .max, $1.variant) }
    }

    /// How a value is written.
    static func mark(_ setting: SweepSetting) -> String { setting.value.map(String.init) ?? "full" }

    static func title(_ parameter: SweepParameter) -> String {
        switch parameter {
        case .window: "Days of the input sequence, T"
        case .knowledgeWidth: "Width of the scenario knowledge, d"
        case .metaLayers: "Layers of a meta unit, K"
        case .generatorRank: "Rank of the generators"
        }
    }

    /// Clicks and expenditure as in the paper, else the first two tasks; then all.
    private static func lines(_ part: StudyPart) -> [(name: String, cells: [Int])] {
        let paper = ["clicks", "expenditure"].compactMap(part.tasks.firstIndex(of:))
        let tasks = paper.count == 2 ? paper : Array(part.tasks.indices.prefix(2))
        return [("overall", part.cells)] + tasks.map { (part.tasks[$0], part.cells(ofTask: $0)) }
    }

    private static func blocks(of sweep: StudyAnalysis.Sweep) -> [ReportBlock] {
        let settings = settings(sweep)
        guard !settings.isEmpty else { return [] }
        let lines = lines(sweep.statistics.part)
        let configured = settings.firstIndex { $0.setting == sweep.sweep.configured }
        let title = title(sweep.sweep.parameter)
        let figures = StudyMeasure.leading.map { measure in
            ReportFigure(
                name: "figure-6-\(sweep.sweep.parameter.rawValue.replacing("_", with: "-"))-\(measure.slug)",
                caption: "\(measure.title) by \(title.prefix(1).lowercased() + title.dropFirst())",
                chart: .lines(
                    LineChart(
                        title: measure.title, axis: title, marks: settings.map { mark($0.setting) },
                        configured: configured,
                        series: lines.map { line in
                            LineChart.Series(
                                name: line.name,
                                values: settings.map {
                                    sweep.statistics.summary($0.variant, measure, over: line.cells)
                                })
                        })))
        }
        return [.heading(title), .figures(figures), .table(table(sweep, settings, lines, configured))]
    }

    private static func table(
        _ sweep: StudyAnalysis.Sweep, _ settings: [(variant: Int, setting: SweepSetting)],
        _ lines: [(name: String, cells: [Int])], _ configured: Int?
    ) -> ReportTable {
        var columns: [String] = []
        var cells: [[ReportCell]] = []
        for measure in StudyMeasure.leading {
            for line in lines {
                columns.append("\(line.name), \(measure.title)")
                cells.append(
                    ReportCell.summaries(
                        settings.map { sweep.statistics.summary($0.variant, measure, over: line.cells) }))
            }
        }
        return ReportTable(
            caption: "\(title(sweep.sweep.parameter)), \(TextTable.grouped(sweep.statistics.samples)) test samples",
            corner: "value", columns: columns,
            rows: settings.enumerated().map { index, setting in
                ReportTable.Row(
                    name: mark(setting.setting) + (index == configured ? " (configured)" : ""),
                    cells: cells.map { $0[index] })
            })
    }
}

/// The commands that made the study.
enum CommandSection {
    static func section(_ analysis: StudyAnalysis) -> ReportSection? {
        let commands = analysis.results.commands
        guard !commands.isEmpty else { return nil }
        return ReportSection(anchor: "commands", title: "Commands", blocks: [.code(commands)])
    }
}

/// A part of a study whose forecasts are held against outcomes for their own sake, not to choose a setting.
struct JudgedPart {
    let title: String
    let statistics: PartStatistics
    let cells: [Int]

    /// The main comparison, then the held-out scenarios.
    static func all(of analysis: StudyAnalysis) -> [JudgedPart] {
        (analysis.main.map { [JudgedPart(title: "main comparison", statistics: $0, cells: $0.part.cells)] } ?? [])
            + analysis.heldOut.map {
                JudgedPart(
                    title: "\($0.held.scenario), \(StudySentence.days($0.held.labelledDays))",
                    statistics: $0.statistics, cells: $0.cells)
            }
    }
}

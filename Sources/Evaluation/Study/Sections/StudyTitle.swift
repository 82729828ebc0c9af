import AdvertiserDomain

/// What a report calls itself: by the question that it answers.
enum StudyTitle {
    static func title(_ analysis: StudyAnalysis) -> String {
        let subjects = subjects(analysis)
        let name = analysis.results.dataSet.name
        return subjects.isEmpty ? "Study on \(name)" : "Study of \(StudySentence.list(subjects)) on \(name)"
    }

    /// The data, and what was done to them.
    static func subtitle(_ analysis: StudyAnalysis) -> String {
        let dataSet = analysis.results.dataSet
        let data =
            "\(TextTable.grouped(dataSet.advertisers)) advertisers in \(dataSet.scenarios.count) scenarios, "
            + "\(dataSet.firstDay) to \(dataSet.lastDay); \(dataSet.tasks.count) tasks over the next "
            + "\(dataSet.horizonDays) days, forecast from the last \(dataSet.windowDays)"
        guard let thinned = analysis.results.thinned, analysis.main != nil || !analysis.sweeps.isEmpty else {
            return data
        }
        return "\(data). \(StudySentence.thinned(thinned))"
    }

    /// Empty where the model is compared with others, which is what every study is about unless it leaves them out.
    private static func subjects(_ analysis: StudyAnalysis) -> [String] {
        if let main = analysis.main, !(main.baselines + main.ablations + main.peers).isEmpty { return [] }
        var subjects: [String] = []
        let scenarios = HeldOutSection.scenarios(analysis).map(\.scenario)
        if !scenarios.isEmpty {
            subjects.append("the new scenario\(scenarios.count == 1 ? "" : "s") \(StudySentence.list(scenarios))")
        }
        if !analysis.sweeps.isEmpty || analysis.main?.otherHeads.isEmpty == false { subjects.append("settings") }
        return subjects
    }
}

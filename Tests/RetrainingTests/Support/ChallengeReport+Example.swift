import AdvertiserDomain

@testable import Retraining

extension ChallengeReport {
    /// A report in which the challenger (version 4) beats the champion (version 3) in the one scenario, unless said
    /// otherwise.
    static func example(
        challengerVersion: Int = 4, champion: Int? = 3, incomparable: String? = nil,
        overall: ErrorComparison = ErrorComparison(challenger: 0.30, champion: 0.32, lastWeek: 0.40),
        scenarios: [ScenarioComparison] = [.example("display", 500, challenger: 0.30, champion: 0.32)]
    ) -> ChallengeReport {
        ChallengeReport(
            challenger: challengerVersion, champion: champion, incomparable: incomparable,
            data: DaySpan(first: Day(number: 18_000), last: Day(number: 18_100)),
            validation: DaySpan(first: Day(number: 18_087), last: Day(number: 18_093)), seconds: 12.5, samples: 700,
            overall: overall, scenarios: scenarios)
    }
}

extension ScenarioComparison {
    static func example(
        _ scenario: String, _ samples: Int, challenger: Double?, champion: Double?
    ) -> ScenarioComparison {
        let nmae = ErrorComparison(challenger: challenger, champion: champion, lastWeek: 0.5)
        return ScenarioComparison(
            scenario: scenario, samples: samples, nmae: nmae, tasks: [TaskComparison(task: "clicks", nmae: nmae)])
    }
}

import AdvertiserDomain
import Checkpoints
import Foundation

/// What a challenger must show to take the champion's place.
package struct PromotionPolicy: Equatable, Sendable {
    /// By what share its NMAE over all cells may exceed the champion's.
    package let maxOverallWorsening: Double
    /// By what share its NMAE in a scenario may exceed the champion's.
    package let maxScenarioWorsening: Double
    /// Scenarios with fewer samples are not held against it.
    package let minScenarioSamples: Int

    package init(maxOverallWorsening: Double, maxScenarioWorsening: Double, minScenarioSamples: Int) {
        self.maxOverallWorsening = maxOverallWorsening
        self.maxScenarioWorsening = maxScenarioWorsening
        self.minScenarioSamples = minScenarioSamples
    }

    package init(_ configuration: RetrainingConfiguration) {
        self.init(
            maxOverallWorsening: configuration.maxOverallWorsening,
            maxScenarioWorsening: configuration.maxScenarioWorsening,
            minScenarioSamples: configuration.minScenarioSamples)
    }

    /// Decides on a challenger by nothing but what is given.
    ///
    /// - Parameter hold: somebody's choice of the version that serves.
    package func decide(_ report: ChallengeReport, hold: Hold?) -> PromotionDecision {
        let decision = decide(report)
        guard decision.verdict == .promote, let hold else { return decision }
        return PromotionDecision(
            .hold, "\(hold.by) chose version \(hold.version), which holds promotion; without that: \(decision.reason)")
    }

    private func decide(_ report: ChallengeReport) -> PromotionDecision {
        guard let challenger = Self.finite(report.overall.challenger) else {
            return PromotionDecision(.refuse, "the challenger's overall NMAE is undefined")
        }
        let lastWeek = Self.finite(report.overall.lastWeek)
        if let lastWeek, challenger > lastWeek {
            return PromotionDecision(
                .refuse,
                "overall NMAE \(Self.number(challenger)) is worse than \(Self.number(lastWeek)) of repeating last week")
        }
        let beats = lastWeek.map { ", \(Self.number($0)) for repeating last week" } ?? ""
        guard let championVersion = report.champion else {
            return PromotionDecision(.promote, "first version: overall NMAE \(Self.number(challenger))\(beats)")
        }
        if let incomparable = report.incomparable {
            guard lastWeek != nil else {
                return PromotionDecision(.refuse, "nothing to compare with: \(incomparable)")
            }
            return PromotionDecision(
                .promote, "overall NMAE \(Self.number(challenger))\(beats); not compared: \(incomparable)")
        }
        guard let champion = Self.finite(report.overall.champion) else {
            return PromotionDecision(
                .promote,
                "overall NMAE \(Self.number(challenger)) where version \(championVersion) gives no finite one")
        }
        let figures = "overall NMAE \(Self.number(challenger)) against \(Self.number(champion)) of version "
        let change = "\(championVersion) (\(Self.change(from: champion, to: challenger)))"
        guard challenger <= champion * (1 + maxOverallWorsening) else {
            return PromotionDecision(
                .refuse, "\(figures)\(change), more than \(Self.percent(maxOverallWorsening)) worse")
        }
        if let fault = worstFault(in: report.scenarios) {
            return PromotionDecision(.refuse, "\(fault); \(figures)\(change)")
        }
        return PromotionDecision(.promote, "\(figures)\(change)")
    }

    /// What speaks most against the challenger among scenarios that count; `nil` where nothing does.
    private func worstFault(in scenarios: [ScenarioComparison]) -> String? {
        var worst: (excess: Double, text: String)?
        for scenario in scenarios where scenario.samples >= minScenarioSamples {
            guard let champion = Self.finite(scenario.nmae.champion) else { continue }
            guard let challenger = Self.finite(scenario.nmae.challenger) else {
                return "the challenger's NMAE in scenario '\(scenario.scenario)' is undefined"
            }
            let excess = challenger - champion * (1 + maxScenarioWorsening)
            guard excess > 0, excess > worst?.excess ?? 0 else { continue }
            let text =
                "NMAE \(Self.number(challenger)) against \(Self.number(champion)) in scenario '\(scenario.scenario)' "
                + "(\(Self.change(from: champion, to: challenger))), more than \(Self.percent(maxScenarioWorsening)) worse"
            worst = (excess, text)
        }
        return worst?.text
    }

    private static func finite(_ value: Double?) -> Double? {
        value.flatMap { $0.isFinite ? $0 : nil }
    }

    private static func number(_ value: Double) -> String { String(format: "%.4f", value) }

    private static func percent(_ share: Double) -> String { String(format: "%.4g %%", 100 * share) }

    private static func change(from old: Double, to new: Double) -> String {
        old > 0 ? String(format: "%+.2f %%", 100 * (new / old - 1)) : "from nothing"
    }
}

import AdvertiserDomain
import Checkpoints
import Foundation
import Testing

@testable import Retraining

struct PromotionPolicyTests {
    private static let policy = PromotionPolicy(RetrainingConfiguration())
    private static let hold = Hold(
        since: Date(timeIntervalSince1970: 0), by: "ann", why: "trust", version: 3)

    private func decide(
        _ report: ChallengeReport, hold: Hold? = nil, policy: PromotionPolicy = policy
    ) -> PromotionDecision {
        policy.decide(report, hold: hold)
    }

    private func overall(_ challenger: Double?, _ champion: Double?, lastWeek: Double? = 0.9) -> ChallengeReport {
        .example(
            overall: ErrorComparison(challenger: challenger, champion: champion, lastWeek: lastWeek), scenarios: [])
    }

    @Test func theDefaultsAreTheConfigurations() {
        #expect(
            Self.policy
                == PromotionPolicy(maxOverallWorsening: 0.005, maxScenarioWorsening: 0.05, minScenarioSamples: 200))
    }

    @Test func aBetterChallengerIsPromoted() {
        let decision = decide(.example())
        #expect(
            decision
                == PromotionDecision(.promote, "overall NMAE 0.3000 against 0.3200 of version 3 (-6.25 %)"))
    }

    @Test(arguments: [
        (0.4, 0.4, true), (0.4 * 1.005, 0.4, true), (0.40201, 0.4, false), (0.5, 0.4, false), (0, 0, true),
        (0.001, 0, false),
    ])
    func theOverallThresholdIsInclusive(challenger: Double, champion: Double, isPromoted: Bool) {
        let decision = decide(overall(challenger, champion))
        #expect(decision.verdict == (isPromoted ? .promote : .refuse), "\(decision.reason)")
        #expect(isPromoted || decision.reason.hasSuffix("more than 0.5 % worse"))
    }

    @Test func thresholdsAreConfigurable() {
        let lenient = PromotionPolicy(maxOverallWorsening: 0.5, maxScenarioWorsening: 1, minScenarioSamples: 0)
        let strict = PromotionPolicy(maxOverallWorsening: 0, maxScenarioWorsening: 0, minScenarioSamples: 0)
        #expect(decide(overall(0.59, 0.4), policy: lenient).verdict == .promote)
        #expect(decide(overall(0.61, 0.4), policy: lenient).verdict == .refuse)
        #expect(decide(overall(0.4, 0.4), policy: strict).verdict == .promote)
        #expect(decide(overall(0.400_001, 0.4), policy: strict).verdict == .refuse)
        let scenario = ChallengeReport.example(
            scenarios: [.example("display", 1, challenger: 0.6, champion: 0.31)])
        #expect(decide(scenario, policy: lenient).verdict == .promote)
        #expect(decide(scenario, policy: strict).verdict == .refuse)
        #expect(decide(scenario).verdict == .promote)
    }

    @Test(
        arguments: [
            (200, 0.42, 0.4, true), (200, 0.4201, 0.4, false), (199, 0.9, 0.4, true), (200, 0.9, nil, true),
            (200, nil, 0.4, false), (200, nil, nil, true), (199, nil, 0.4, true),
        ] as [(Int, Double?, Double?, Bool)])
    func aLargeScenarioMayNotBecomeMuchWorse(
        samples: Int, challenger: Double?, champion: Double?, isPromoted: Bool
    ) {
        let decision = decide(
            .example(scenarios: [
                .example("feed", 1_000, challenger: 0.2, champion: 0.3),
                .example("search", samples, challenger: challenger, champion: champion),
            ]))
        #expect(decision.verdict == (isPromoted ? .promote : .refuse), "\(decision.reason)")
        #expect(isPromoted || decision.reason.contains("scenario 'search'"))
    }

    @Test func theWorstScenarioIsNamed() {
        let decision = decide(
            .example(scenarios: [
                .example("a", 300, challenger: 0.44, champion: 0.4), .example("b", 300, challenger: 0.8, champion: 0.4),
                .example("c", 300, challenger: 0.5, champion: 0.4),
            ]))
        #expect(
            decision
                == PromotionDecision(
                    .refuse,
                    "NMAE 0.8000 against 0.4000 in scenario 'b' (+100.00 %), more than 5 % worse; "
                        + "overall NMAE 0.3000 against 0.3200 of version 3 (-6.25 %)"))
    }

    @Test func worseThanLastWeekIsRefusedWhateverTheChampion() {
        for report in [
            overall(0.5, 0.6, lastWeek: 0.49),
            .example(champion: nil, overall: .init(challenger: 0.5, champion: nil, lastWeek: 0.4)),
            .example(incomparable: "other tasks", overall: .init(challenger: 0.5, champion: nil, lastWeek: 0.4)),
        ] {
            let decision = decide(report)
            #expect(decision.verdict == .refuse)
            #expect(decision.reason.contains("last week"))
        }
        #expect(decide(overall(0.5, 0.6, lastWeek: 0.5)).verdict == .promote)
        #expect(decide(overall(0.5, 0.6, lastWeek: nil)).verdict == .promote)
    }

    @Test(arguments: [nil, .nan, .infinity] as [Double?])
    func anUndefinedChallengerIsRefused(challenger: Double?) {
        #expect(decide(overall(challenger, 0.4)).verdict == .refuse)
        #expect(decide(overall(challenger, nil)).verdict == .refuse)
        #expect(
            decide(.example(champion: nil, overall: .init(challenger: challenger, champion: nil, lastWeek: nil)))
                .verdict
                == .refuse)
    }

    @Test(arguments: [nil, .nan, .infinity] as [Double?])
    func anUndefinedChampionIsReplaced(champion: Double?) {
        let decision = decide(overall(0.4, champion))
        #expect(decision.verdict == .promote)
        #expect(decision.reason == "overall NMAE 0.4000 where version 3 gives no finite one")
    }

    @Test func withoutAChampionTheFirstIsPromoted() {
        let decision = decide(
            .example(champion: nil, overall: ErrorComparison(challenger: 0.3, champion: nil, lastWeek: 0.4)))
        #expect(
            decision
                == PromotionDecision(
                    .promote, "first version: overall NMAE 0.3000, 0.4000 for repeating last week"))
        let alone = decide(
            .example(champion: nil, overall: ErrorComparison(challenger: 0.3, champion: nil, lastWeek: nil)))
        #expect(alone == PromotionDecision(.promote, "first version: overall NMAE 0.3000"))
    }

    @Test func anIncomparableChampionLeavesLastWeekToDecide() {
        let overall = ErrorComparison(challenger: 0.3, champion: nil, lastWeek: 0.4)
        let decision = decide(.example(incomparable: "version 3 has other tasks", overall: overall))
        #expect(
            decision
                == PromotionDecision(
                    .promote,
                    "overall NMAE 0.3000, 0.4000 for repeating last week; not compared: version 3 has other tasks"))
        let without = ErrorComparison(challenger: 0.3, champion: nil, lastWeek: nil)
        #expect(
            decide(.example(incomparable: "version 3 has other tasks", overall: without))
                == PromotionDecision(.refuse, "nothing to compare with: version 3 has other tasks"))
    }

    @Test func aHoldKeepsTheChampionAndSaysWhatWouldHaveBeen() {
        let decision = decide(.example(), hold: Self.hold)
        #expect(decision.verdict == .hold)
        #expect(
            decision.reason
                == "ann chose version 3, which holds promotion; without that: "
                + "overall NMAE 0.3000 against 0.3200 of version 3 (-6.25 %)")
    }

    @Test func aHoldDoesNotHideARefusal() {
        let refused = decide(overall(0.5, 0.4))
        #expect(refused.verdict == .refuse)
        #expect(decide(overall(0.5, 0.4), hold: Self.hold) == refused)
    }
}

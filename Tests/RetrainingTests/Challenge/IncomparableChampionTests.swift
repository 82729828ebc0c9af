import AdvertiserDomain
import Testing

@testable import Retraining

struct IncomparableChampionTests {
    @Test func adviceIsForAnErrorAndNotForAPromotion() {
        let fault = IncomparableChampion.sawTheOutcomes(
            version: 3, newestLabelDay: Day(number: 18_090), firstAsOf: Day(number: 18_087))
        let reason = "version 3 was trained on outcomes until 2019-07-13, and the comparison begins on 2019-07-10"
        #expect(fault.description == "\(reason); wait for newer days")
        let report = ChallengeReport.example(
            incomparable: fault.reason, overall: ErrorComparison(challenger: 0.3, champion: nil, lastWeek: 0.4))
        #expect(
            PromotionPolicy(RetrainingConfiguration()).decide(report, hold: nil)
                == PromotionDecision(
                    .promote, "overall NMAE 0.3000, 0.4000 for repeating last week; not compared: \(reason)"))
    }
}

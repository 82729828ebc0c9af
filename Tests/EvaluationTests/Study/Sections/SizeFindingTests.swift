import TensorCore
import Testing

@testable import Evaluation

struct SizeFindingTests {
    private static let scenarios = ["large", "small"]

    /// Every advertiser is in both scenarios, its errors there being 1 of the baseline and these of the model.
    private static func text(large: [Double], small: [Double]) throws -> String {
        func run(_ absolute: [[Double]]) -> StudyRun {
            var errors = AdvertiserErrors(cells: 2, advertisers: large.count)
            for (cell, errorsOfCell) in absolute.enumerated() {
                for (advertiser, error) in errorsOfCell.enumerated() {
                    errors.add(
                        cell: cell, advertiser: advertiser, mean: 10 + error, nmaePoint: 10, smapePoint: 10, outcome: 10
                    )
                }
            }
            return StudyRun(seed: 0, seconds: 1, samplesPerSecond: 1, errors: errors)
        }
        let ones = [Double](repeating: 1, count: large.count)
        let part = StudyPart(
            scenarios: scenarios, tasks: ["clicks"], scenarioSamples: [100, 10],
            variants: [
                StudyVariant(name: "M2M", role: .model, parameters: nil, runs: [run([large, small])]),
                StudyVariant(name: "CGC", role: .baseline, parameters: nil, runs: [run([ones, ones])]),
            ])
        let statistics = PartStatistics(part, generator: SeededGenerator(seed: 7))
        let finding = try #require(SizeFinding.finding(statistics, 0, .meanNMAE))
        return finding.sentences.joined().replacing("\u{A0}", with: " ")
    }

    @Test func marginsThatDifferInEveryResampleAreLargerOrSmaller() throws {
        // The same advertisers err in both scenarios, a quarter more in one: paired, 25 points in every resample.
        let better = [0.25, 0.5, 0.5, 0.25]
        let worse = better.map { $0 + 0.25 }
        #expect(
            try Self.text(large: worse, small: better).hasSuffix(
                "The margin is larger in the minor scenarios (+25.0 percentage points, 95 % interval +25.0 to +25.0)."))
        #expect(
            try Self.text(large: better, small: worse).hasSuffix(
                "The margin is smaller in the minor scenarios (−25.0 percentage points, 95 % interval −25.0 to −25.0).")
        )
    }

    @Test func marginsWhoseDifferenceHoldsNoughtAreNotToldApart() throws {
        // By the middle alone the margin is larger in the small scenario, but half of the advertisers say otherwise.
        let text = try Self.text(large: [0.5, 0.5, 0.5, 0.5], small: [0, 0.75, 0, 0.75])
        #expect(text.contains("M2M is at −62.5 % in the minor scenarios (CGC, "))
        #expect(text.contains("and at −50.0 % in large, the largest (CGC, −50.0 % to −50.0 %). "))
        #expect(
            text.hasSuffix(
                "The two margins are not told apart (that in the minor scenarios less the other +12.5 percentage points, "
                    + "95 % interval −25.0 to +50.0)."))
    }

    @Test func withoutAMarginThereIsNoneToCompare() throws {
        let text = try Self.text(large: [0.5, 0.5], small: [1.5, 1.5])
        #expect(text.hasSuffix("It has no margin in the minor scenarios."))
    }
}

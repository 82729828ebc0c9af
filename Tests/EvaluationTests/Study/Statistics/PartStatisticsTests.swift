import TensorCore
import Testing

@testable import Evaluation

struct PartStatisticsTests {
    /// One task in two scenarios, the second of which has no outcome for its only advertiser.
    private static func run(_ forecasts: [Double], seed: UInt64 = 0) -> StudyRun {
        var errors = AdvertiserErrors(cells: 2, advertisers: 3)
        for (advertiser, outcome) in [4.0, 12].enumerated() {
            errors.add(
                cell: 0, advertiser: advertiser, mean: forecasts[advertiser], nmaePoint: forecasts[advertiser],
                smapePoint: forecasts[advertiser], outcome: outcome)
        }
        errors.add(cell: 1, advertiser: 2, mean: forecasts[2], nmaePoint: 0, smapePoint: 0, outcome: 0)
        return StudyRun(seed: seed, seconds: 1, samplesPerSecond: 1, errors: errors)
    }

    private static func statistics(_ variants: [(name: String, role: StudyRole, runs: [StudyRun])]) -> PartStatistics {
        PartStatistics(
            StudyPart(
                scenarios: ["large", "small"], tasks: ["clicks"], scenarioSamples: [100, 10],
                variants: variants.map {
                    StudyVariant(name: $0.name, role: $0.role, parameters: nil, runs: $0.runs)
                }),
            generator: SeededGenerator(seed: 7))
    }

    @Test func measuresAreThoseComputedByHand() {
        // NMAE: (2 + 4) / 16; SMAPE: (2·2/10 + 2·4/20) / 2. The second scenario has no NMAE and a SMAPE of 2.
        let statistics = Self.statistics([("M2M", .model, [Self.run([6, 8, 5])])])
        #expect(statistics.summary(0, .meanNMAE, over: [0])?.mean == 0.375)
        #expect(statistics.summary(0, .meanSMAPE, over: [0])?.mean == 0.4)
        #expect(statistics.summary(0, .meanNMAE, over: [1]) == nil)
        #expect(statistics.summary(0, .meanSMAPE, over: [1])?.mean == 2)
        #expect(statistics.summary(0, .pointSMAPE, over: [1])?.mean == 0)
        #expect(statistics.summary(0, .meanNMAE, over: [0, 1])?.mean == 0.375)
        #expect(statistics.summary(0, .meanSMAPE, over: [0, 1])?.mean == 1.2)
        #expect(statistics.bias(0, over: [0, 1])?.mean == 14.0 / 16)
        #expect(statistics.samples == 3)
    }

    @Test func deviationIsThatOfASampleOfSeeds() throws {
        // NMAE 0.25, 0.5 and 0.75.
        let runs = [[4, 8, 0], [0, 8, 0], [0, 4, 0]].enumerated().map { Self.run($1, seed: UInt64($0)) }
        let statistics = Self.statistics([("M2M", .model, runs)])
        let summary = try #require(statistics.summary(0, .meanNMAE, over: [0]))
        #expect(summary.mean == 0.5)
        #expect(summary.deviation == 0.25)
        #expect(Self.statistics([("M2M", .model, [runs[0]])]).summary(0, .meanNMAE, over: [0])?.deviation == nil)
    }

    @Test func identicalForecastsAreExactlyTied() {
        let run = Self.run([6, 8, 5])
        let statistics = Self.statistics([("M2M", .model, [run]), ("CGC", .baseline, [run])])
        for measure in StudyMeasure.allCases {
            let difference = statistics.difference(of: 0, with: 1, measure, over: [0])
            #expect(difference == PairedDifference(relative: 0, lower: 0, upper: 0))
            #expect(difference?.verdict == .tie)
        }
    }

    @Test func aForecastThatIsBetterByHalfEverywhereIsSoInEveryResample() {
        let statistics = Self.statistics([
            ("M2M", .model, [Self.run([5, 10, 0])]), ("CGC", .baseline, [Self.run([6, 8, 0])]),
        ])
        let difference = statistics.difference(of: 0, with: 1, .meanNMAE, over: [0])
        #expect(difference == PairedDifference(relative: -0.5, lower: -0.5, upper: -0.5))
        #expect(difference?.verdict == .lower)
        #expect(statistics.difference(of: 1, with: 0, .meanNMAE, over: [0])?.verdict == .higher)
    }

    /// Drawn anew one advertiser is always himself, which is no certainty.
    @Test func oneAdvertiserAloneMakesNoInterval() {
        let statistics = Self.statistics([
            ("M2M", .model, [Self.run([5, 10, 1])]), ("CGC", .baseline, [Self.run([6, 8, 0])]),
        ])
        #expect(statistics.summary(0, .meanSMAPE, over: [1])?.mean == 2)
        #expect(statistics.difference(of: 0, with: 1, .pointSMAPE, over: [1]) == nil)
        #expect(statistics.difference(of: 0, with: 1, .meanSMAPE, over: [1]) == nil)
        #expect(statistics.difference(of: 0, with: 1, .meanSMAPE, over: [0, 1]) != nil)
    }

    @Test func theIntervalReachesFromOneAdvertiserAloneToTheOther() throws {
        // Of the advertisers of the cell the first is forecast better by 3/4, the second worse by 1/4; the chance that
        // only one of them is drawn is far above 2.5 %.
        let statistics = Self.statistics([
            ("M2M", .model, [Self.run([5, 7, 0])]), ("CGC", .baseline, [Self.run([8, 8, 0])]),
        ])
        let difference = try #require(statistics.difference(of: 0, with: 1, .meanNMAE, over: [0]))
        #expect(difference.relative == -0.25)
        #expect(abs(difference.lower - -0.75) < 1e-12)
        #expect(abs(difference.upper - 0.25) < 1e-12)
        #expect(difference.verdict == .tie)
    }

    @Test func seedsAreAveragedWithinAResample() {
        // 0.25 and 0.75 average to what the other has: a tie without spread where both advertisers are always alike.
        let statistics = Self.statistics([
            ("M2M", .model, [Self.run([3, 9, 0]), Self.run([1, 3, 0], seed: 1)]),
            ("CGC", .baseline, [Self.run([2, 6, 0])]),
        ])
        #expect(
            statistics.difference(of: 0, with: 1, .meanNMAE, over: [0])
                == PairedDifference(relative: 0, lower: 0, upper: 0))
    }

    @Test func theSameGeneratorGivesTheSameInterval() {
        let part = StudyExample.part(
            scenarios: ["a", "b"], tasks: ["clicks"],
            qualities: [
                StudyExample.Quality(name: "M2M", role: .model, spread: 0.3),
                StudyExample.Quality(name: "CGC", role: .baseline, spread: 0.4),
            ])
        func interval(_ seed: UInt64) -> PairedDifference? {
            PartStatistics(part, generator: SeededGenerator(seed: seed))
                .difference(of: 0, with: 1, .meanNMAE, over: part.cells)
        }
        #expect(interval(1) == interval(1))
        #expect(interval(1) != interval(2))
        #expect(interval(1)?.verdict == .lower)
    }

    @Test func whatIsNotFiniteHasNoMeasureAndNoDifference() {
        let statistics = Self.statistics([
            ("M2M", .model, [Self.run([.infinity, 8, 0])]), ("CGC", .baseline, [Self.run([6, 8, 0])]),
        ])
        #expect(statistics.summary(0, .meanNMAE, over: [0]) == nil)
        #expect(statistics.difference(of: 0, with: 1, .meanNMAE, over: [0]) == nil)
        #expect(statistics.best(of: [0, 1], .meanNMAE, over: [0]) == 1)
    }

    @Test func scenariosAreGroupedBySize() {
        let part = StudyPart(
            scenarios: ["small", "large", "medium"], tasks: ["clicks", "gmv"], scenarioSamples: [1, 9, 5], variants: [])
        #expect(part.largestScenario == 1)
        #expect(part.scenariosBySize == [1, 2, 0])
        #expect(part.minorCells == [0, 1, 4, 5])
        #expect(part.cells(ofTask: 1) == [1, 3, 5])
    }
}

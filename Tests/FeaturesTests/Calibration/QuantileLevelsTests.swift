import Foundation
import Testing

@testable import Features

@Suite struct QuantileLevelsTests {
    /// The first task's outcomes lie where they should; the second's all too low.
    private func places(samples: Int) -> [Double?] {
        (0..<samples).flatMap { index -> [Double?] in
            let place = (Double(index) + 0.5) / Double(samples)
            return [place, place * place]
        }
    }

    @Test func levelsAreTheQuantilesOfThePlaces() throws {
        let levels = try #require(
            QuantileLevels(probabilityIntegrals: places(samples: 1_000), taskCount: 2, periods: 1e9))
        for (found, expected) in zip(
            [levels.p10[0], levels.p50[0], levels.p90[0], levels.p10[1], levels.p50[1], levels.p90[1]],
            [0.1, 0.5, 0.9, 0.01, 0.25, 0.81] as [Float])
        {
            #expect(abs(found - expected) < 2e-3)
        }
    }

    @Test func fewPeriodsMoveLevelsLittle() throws {
        let levels = try #require(
            QuantileLevels(probabilityIntegrals: places(samples: 1_000), taskCount: 2, periods: 10))
        #expect(abs(levels.p90[1] - (0.9 + 0.81) / 2) < 2e-3)
        #expect(abs(levels.p10[1] - (0.1 + 0.01) / 2) < 2e-3)
    }

    @Test func tasksWithFewOutcomesSharePlaces() throws {
        let levels = try #require(
            QuantileLevels(probabilityIntegrals: places(samples: 199), taskCount: 2, periods: 1e9))
        #expect(levels.p50[0] == levels.p50[1])
        #expect(levels.p50[0] > 0.3 && levels.p50[0] < 0.45)
    }

    @Test func withoutADistributionThereAreNone() {
        #expect(QuantileLevels(probabilityIntegrals: [nil, nil], taskCount: 2, periods: 4) == nil)
        #expect(QuantileLevels(probabilityIntegrals: [], taskCount: 2, periods: 4) == nil)
    }

    @Test func levelsFromOutsideAreChecked() {
        #expect(QuantileLevels([[0, 0.5, 1]]).problem(taskCount: 1) == nil)
        #expect(
            QuantileLevels([[0, 0.5, 1]]).problem(taskCount: 2)
                == "calibration.p10 has 1 levels where 2 are needed")
        #expect(
            QuantileLevels([[0, 0.5, 1.1]]).problem(taskCount: 1)
                == "calibration.p90 has a level that is not between 0 and 1")
        #expect(
            QuantileLevels([[0, .nan, 1]]).problem(taskCount: 1)
                == "calibration.p50 has a level that is not between 0 and 1")
        #expect(
            QuantileLevels([[0.6, 0.5, 1]]).problem(taskCount: 1) == "calibration's levels of task 0 do not ascend")
    }
}

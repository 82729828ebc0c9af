import Foundation
import Testing

@testable import Evaluation

@Suite struct StudyRunTests {
    private static func run(_ coverage: [TaskCoverage]?) -> StudyRun {
        StudyRun(
            seed: 1, seconds: 2, samplesPerSecond: 3, errors: AdvertiserErrors(cells: 1, advertisers: 1),
            coverage: coverage)
    }

    @Test func coverageComesBackTheSame() throws {
        let run = Self.run(StudyExample.coverage())
        let data = try JSONEncoder().encode(run)
        #expect(try JSONDecoder().decode(StudyRun.self, from: data) == run)
        #expect(run.coverage?.map(\.task) == ["clicks", "active_days"])
    }

    @Test func aRunThatSaysNothingOfItIsOne() throws {
        let data = try JSONEncoder().encode(Self.run(nil))
        #expect(!String(decoding: data, as: UTF8.self).contains("coverage"))
        #expect(try JSONDecoder().decode(StudyRun.self, from: data).coverage == nil)
    }

    /// JSON has no number for it, and a run must not be lost for its quantiles.
    @Test func aLossThatIsNotFiniteIsLeftOut() throws {
        let quantile = QuantileCoverage(
            level: 0.5, below: 0, atOrBelow: 0, pinballLoss: .nan, uncalibratedPinballLoss: 1)
        let run = Self.run([TaskCoverage(task: "clicks", quantiles: [quantile])])
        #expect(run.coverage == nil)
        #expect(try !JSONEncoder().encode(run).isEmpty)
    }
}

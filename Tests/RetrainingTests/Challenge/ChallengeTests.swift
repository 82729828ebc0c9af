import AdvertiserDomain
import Checkpoints
import Foundation
import Testing
import Training

@testable import Retraining

struct ChallengeTests {
    private static let time = Date(timeIntervalSince1970: 1_600_000_000)
    private let temporary: TemporaryDirectory
    private let models: ModelDirectory

    init() throws {
        temporary = try TemporaryDirectory()
        models = ModelDirectory(path: temporary.path)
    }

    private func challenge(
        _ platform: SmallPlatform, trainedOn training: SmallPlatform.Source? = nil,
        until: Day = SmallPlatform.lastDay
    ) throws -> ChallengeReport {
        try Challenge(
            trainingSource: training ?? platform.source, evaluationSource: platform.source,
            request: platform.request(until: until), models: models, codeVersion: "test", observer: TrainingObserver(),
            now: { Self.time }
        ).run()
    }

    private func decide(_ report: ChallengeReport) throws -> PromotionDecision.Verdict {
        PromotionPolicy(RetrainingConfiguration()).decide(report, hold: try models.hold()).verdict
    }

    @Test func theFirstVersionMeetsLastWeekAlone() throws {
        let report = try challenge(SmallPlatform())
        #expect(report.challenger == 1)
        #expect(report.champion == nil)
        #expect(report.incomparable == nil)
        #expect(report.data == DaySpan(first: SmallPlatform.firstDay, last: SmallPlatform.lastDay))
        // The newest 7 as-of dates with a week after them.
        let lastAsOf = SmallPlatform.lastDay - 7
        #expect(report.validation == DaySpan(first: lastAsOf - 6, last: lastAsOf))
        #expect(report.scenarios.map(\.scenario) == ["display", "search"])
        #expect(report.scenarios.map(\.samples).reduce(0, +) == report.samples)
        #expect(report.scenarios[0].tasks.map(\.task) == ["clicks", "active_days"])
        let challenger = try #require(report.overall.challenger)
        let lastWeek = try #require(report.overall.lastWeek)
        #expect(challenger < 0.9 * lastWeek)
        #expect(report.overall.champion == nil)
        for scenario in report.scenarios {
            let cells = scenario.tasks.compactMap(\.nmae.challenger)
            let mean = try #require(scenario.nmae.challenger)
            #expect(abs(mean - cells.reduce(0, +) / 2) < 1e-12)
        }
        #expect(try models.versions() == [1])
        #expect(try models.activeVersion() == nil)
        #expect(try models.manifest(of: 1).newestLabelDay == SmallPlatform.lastDay)
        #expect(try decide(report) == .promote)
        #expect(ChallengeReport(jsonLine: try report.jsonLine().utf8) == report)
    }

    @Test func firstFitsMeetAndEqualOnesAreEqual() throws {
        // The same training twice gives the same first fit, whatever the refit saw.
        _ = try challenge(SmallPlatform())
        let report = try challenge(SmallPlatform())
        #expect(report.challenger == 2)
        #expect(report.champion == 1)
        #expect(report.overall.challenger != nil)
        #expect(report.overall.challenger == report.overall.champion)
        for scenario in report.scenarios {
            #expect(scenario.nmae.challenger == scenario.nmae.champion)
        }
        #expect(try decide(report) == .promote)
    }

    @Test func aChampionOfTheDayBeforeIsCompared() throws {
        _ = try challenge(SmallPlatform(), until: SmallPlatform.lastDay - 1)
        try models.activate(1, by: "test", why: "", at: Self.time)
        let report = try challenge(SmallPlatform())
        #expect(report.champion == 1)
        #expect(report.incomparable == nil)
        let challenger = try #require(report.overall.challenger)
        let champion = try #require(report.overall.champion)
        #expect(challenger != champion)
        #expect(abs(challenger / champion - 1) < 0.2)
    }

    @Test func aPoisonedChallengerIsRefused() throws {
        let platform = SmallPlatform()
        _ = try challenge(platform)
        let report = try challenge(platform, trainedOn: platform.shuffledSource)
        let challenger = try #require(report.overall.challenger)
        let champion = try #require(report.overall.champion)
        #expect(challenger > 1.2 * champion)
        #expect(try decide(report) == .refuse)
    }

    @Test func aChampionOfOtherTasksIsNotCompared() throws {
        var earlier = SmallPlatform()
        earlier.configuration.tasks.removeLast()
        _ = try challenge(earlier)
        let report = try challenge(SmallPlatform())
        #expect(report.champion == 1)
        #expect(report.overall.champion == nil)
        #expect(report.incomparable == IncomparableChampion.otherSpecification(version: 1).reason)
        #expect(try decide(report) == .promote)
    }

    @Test func weightsAndUnitsOfTasksDoNotMakeItIncomparable() throws {
        var earlier = SmallPlatform()
        earlier.configuration.tasks[0] = PredictionTask(
            name: "clicks", column: "clicks", aggregate: .sum, unit: "visits", weight: 2)
        _ = try challenge(earlier)
        let report = try challenge(SmallPlatform())
        #expect(report.incomparable == nil)
        #expect(report.overall.champion != nil)
    }

    /// So that a release of the program may change it.
    @Test func aChampionThatSeesOtherSingleDaysIsCompared() throws {
        _ = try challenge(SmallPlatform())
        var later = SmallPlatform()
        later.configuration.patternDays = 3
        let report = try challenge(later)
        #expect(report.incomparable == nil)
        let challenger = try #require(report.overall.challenger)
        let champion = try #require(report.overall.champion)
        #expect(challenger != champion)
        #expect(abs(challenger / champion - 1) < 0.3)
    }

    @Test func aChampionThatSawTheOutcomesIsNotCompared() throws {
        _ = try challenge(SmallPlatform())
        let report = try challenge(SmallPlatform(), until: SmallPlatform.lastDay - 10)
        let seen = try models.manifest(of: 1).gateNewestLabelDay
        #expect(
            report.incomparable
                == IncomparableChampion.sawTheOutcomes(
                    version: 1, newestLabelDay: seen, firstAsOf: SmallPlatform.lastDay - 23
                ).reason)
        #expect(report.overall.champion == nil)
    }

    @Test func aChampionThatDoesNotLoadIsNotCompared() throws {
        _ = try challenge(SmallPlatform())
        try Data("x".utf8).write(to: URL(filePath: models.path + "/1/model.safetensors"))
        let report = try challenge(SmallPlatform())
        #expect(report.champion == 1)
        #expect(report.incomparable?.contains("/1/model.safetensors") == true)
        #expect(try decide(report) == .promote)
    }

    @Test func aChampionWhoseFirstFitCannotBeReadFailsTheCycle() throws {
        _ = try challenge(SmallPlatform())
        let gate = models.path + "/1/gate.safetensors"
        try FileManager.default.removeItem(atPath: gate)
        try FileManager.default.createDirectory(atPath: gate, withIntermediateDirectories: false)
        #expect(throws: CheckpointError.fileSystem(FileSystemFault(.read, gate, .notARegularFile))) {
            try challenge(SmallPlatform())
        }
    }

    @Test func aChampionThatCannotBeReadIsNotChallenged() throws {
        _ = try SmallPlatform().publish(seed: 1, in: models)
        let weights = models.path + "/1/model.safetensors"
        try FileManager.default.removeItem(atPath: weights)
        try FileManager.default.createDirectory(atPath: weights, withIntermediateDirectories: false)
        #expect(throws: CheckpointError.fileSystem(FileSystemFault(.read, weights, .notARegularFile))) {
            try challenge(SmallPlatform())
        }
        #expect(try models.versions() == [1])
    }

    @Test func tooFewDaysPublishNothing() throws {
        #expect(throws: (any Error).self) {
            try challenge(SmallPlatform(), until: SmallPlatform.firstDay + 20)
        }
        #expect(try models.versions().isEmpty)
    }
}

import AdvertiserDomain
import Evaluation
import Features
import Testing

@testable import Training

@Suite struct ScenarioLaunchTests {
    private let launchDay = TwoWeekWorld.day(30)

    /// The world as a database would be without some rows of `feed`.
    private func source(keeping isKept: (DailySnapshot) -> Bool) -> InMemoryHistorySource {
        var source = TwoWeekWorld.source()
        source.histories = source.histories.map { history in
            AdvertiserHistory(
                advertiser: history.advertiser, profile: history.profile,
                snapshots: history.snapshots.filter { $0.scenario != "feed" || isKept($0) })
        }
        return source
    }

    /// State and training batch of samples given as pairs and dates.
    private func fit(
        _ panel: Panel, _ samples: [Sample]
    ) throws -> (state: FittedState, batch: Batch, keys: [String]) {
        let specification = FeatureSpecification(configuration: StudyWorld.request().configuration)
        let state = try FittedState.fit(
            panel: panel, specification: specification, samples: samples, scenarioBalance: 0.5)
        let encoder = try SampleEncoder(panel: panel, state: state, specification: specification)
        var batch = Batch(layout: encoder.layout, capacity: samples.count)
        encoder.encode(samples[...], into: &batch, labels: true)
        return (
            state, batch,
            samples.map { "\(panel.advertiser(of: $0)) \(panel.scenario(of: $0)) \(panel.asOf(of: $0))" }
        )
    }

    private func expectEqual(_ samples: StudySamples, _ panel: Panel, _ expected: [Sample]) throws {
        let held = try fit(samples.panel, samples.training)
        let read = try fit(panel, expected)
        #expect(held.keys == read.keys)
        #expect(held.state == read.state)
        #expect(held.batch.behaviourCodes == read.batch.behaviourCodes)
        #expect(held.batch.performanceCodes == read.batch.performanceCodes)
        #expect(held.batch.dense == read.batch.dense)
        #expect(held.batch.categoricalCodes == read.batch.categoricalCodes)
        #expect(held.batch.numericValues == read.batch.numericValues)
        #expect(held.batch.labels == read.batch.labels)
        #expect(held.batch.weights == read.batch.weights)
    }

    /// Bins, scales, sums over all scenarios, categories: with no labelled day nothing of the scenario is anywhere.
    @Test func withoutLabelsTrainingIsThatOfADatabaseWithoutTheScenario() throws {
        let samples = try StudyWorld.launch().samples(labelledDays: 0)
        let panel = try Panel(
            source: source { _ in false }, from: TwoWeekWorld.firstDay, through: TwoWeekWorld.day(59))
        let expected = try SampleIndex(panel: panel, windowDays: TwoWeekWorld.windowDays).samples(
            asOf: [13, 16, 19, 22, 25, 28].map(TwoWeekWorld.day), horizonDays: 7)
        #expect(expected.count == 20 * 6)
        try expectEqual(samples, panel, expected)
    }

    @Test func labelledDaysAreSeenAsADatabaseSinceTheLaunchHasThem() throws {
        let samples = try StudyWorld.launch().samples(labelledDays: 7)
        let panel = try Panel(
            source: source { $0.day >= launchDay }, from: TwoWeekWorld.firstDay, through: TwoWeekWorld.day(59))
        let index = SampleIndex(panel: panel, windowDays: TwoWeekWorld.windowDays)
        let others = try index.samples(asOf: [13, 16, 19, 22, 25, 28].map(TwoWeekWorld.day), horizonDays: 7)
            .filter { panel.scenario(of: $0) == "search" }
        let own = try index.samples(asOf: (30...36).map(TwoWeekWorld.day), horizonDays: 7)
            .filter { panel.scenario(of: $0) == "feed" }
        #expect(own.count == 10 * 7)
        try expectEqual(
            samples, panel, (others + own).sorted { ($0.series, $0.asOf) < ($1.series, $1.asOf) })
    }

    /// Every day has a date, whatever the stride; the last one's labels end where the test begins.
    @Test(arguments: [1, 3, 5], [0, 7, 14])
    func takesEveryLabelledDay(strideDays: Int, labelledDays: Int) throws {
        let launch = try StudyWorld.launch(strideDays: strideDays)
        #expect(launch.day == launchDay)
        let samples = try launch.samples(labelledDays: labelledDays)
        let own = samples.training.filter { samples.panel.scenario(of: $0) == "feed" }
        #expect(Set(own.map(\.asOf)) == Set((30..<30 + Int32(labelledDays))))
        #expect(own.count == 10 * labelledDays)
        let others = samples.training.filter { samples.panel.scenario(of: $0) == "search" }
        #expect(others.map(\.asOf).max() ?? 99 < 30)
        #expect(samples.trainingSamplesByScenario == [own.count])
    }

    @Test func everyNumberOfLabelledDaysIsJudgedOnTheSame() throws {
        let launch = try StudyWorld.launch()
        let all = try [0, 7, 14].map { try launch.samples(labelledDays: $0) }
        for samples in all {
            #expect(samples.scenarios == ["feed"])
            #expect(samples.test == all[0].test && samples.test.count == 10 * 3)
            #expect(Set(samples.test.map(\.asOf)) == [50, 51, 52])
            #expect(samples.validation.allSatisfy { samples.panel.scenario(of: $0) == "search" })
        }
        #expect(Set(all.map(\.fingerprint)).count == 3)
        // Its own history since the launch is in the windows.
        let panel = all[0].panel
        let first = Int(all[0].test[0].series) * panel.dayCount
        #expect(!panel.hasRow[first..<first + 30].contains(true))
        #expect(!panel.hasRow[first + 30..<first + 60].contains(false))
    }

    @Test func aLaunchBeforeAnythingCouldBeLearntIsRefused() throws {
        #expect(
            throws: StudyError.launchTooEarly(
                scenario: "feed", launch: TwoWeekWorld.day(13), firstTraining: TwoWeekWorld.day(13))
        ) { try StudyWorld.launch(labelledDays: [0, 31]) }
    }

    @Test func aScenarioThatEndedCannotBeJudged() throws {
        let ended = source { $0.day < TwoWeekWorld.day(35) }
        let launch = try StudyWorld.launch(source: ended)
        #expect(throws: StudyError.noSamples(part: "test", experiment: "'feed' with 7 labelled days")) {
            try launch.samples(labelledDays: 7)
        }
    }

    /// The rows of the report: with labels of the scenario itself a model does better in it.
    @Test func heldOutPartsAreRowsOfTheReport() throws {
        let directory = try TemporaryDirectory()
        let request = StudyWorld.request(
            architectures: ["m2m"], includesMain: false,
            holdOut: StudyRequest.HoldOut(scenario: "feed", labelledDays: [0, 14]))
        let results = try StudyWorld.study(request).run(reportDirectory: directory.path)
        #expect(results.main == nil)
        #expect(results.heldOut.map(\.labelledDays) == [0, 14])
        #expect(results.heldOut.allSatisfy { $0.scenario == "feed" && $0.launchDay == launchDay })
        for held in results.heldOut {
            #expect(held.part.variants.map(\.name) == ["M2M", "last week", "28-day mean"])
            #expect(held.part.scenarios == ["feed"])
        }
        #expect(results.heldOut.map(\.part.scenarioSamples) == [[0], [140]])
        #expect(results.heldOut[0].part.errors[1] == results.heldOut[1].part.errors[1])
        #expect(results.heldOut[0].part.errors[0] != results.heldOut[1].part.errors[0])
    }
}

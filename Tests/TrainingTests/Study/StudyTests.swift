import AdvertiserDomain
import Evaluation
import Features
import Foundation
import Testing

@testable import Training

@Suite struct StudyTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func runFiles() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory.path + "/runs").sorted()
    }

    @Test func everySeedOfEveryVariantIsJudgedBesideTheReferences() throws {
        let results = try StudyWorld.study(StudyWorld.request(seeds: 2)).run(reportDirectory: directory.path)
        let main = try #require(results.main)
        #expect(main.variants.map(\.name) == ["M2M", "Shared-Bottom", "last week", "28-day mean"])
        #expect(main.variants.map(\.role) == [.model, .baseline, .reference, .reference])
        #expect(main.variants.map { $0.runs.map(\.seed) } == [[1, 2], [1, 2], [0], [0]])
        #expect(main.scenarios == ["feed", "search"])
        #expect(main.tasks == TwoWeekWorld.tasks.map(\.name))
        // Training dates 13, 16 … 34 of 30 pairs, a third of them in feed.
        #expect(main.scenarioSamples == [80, 160])
        let model = try #require(main.variants.first?.runs.first)
        // Test dates 50, 51 and 52.
        #expect(model.errors.samples.reduce(0, +) == 30 * 3 * 3)
        #expect(model.seconds > 0 && model.samplesPerSecond > 0)
        #expect(main.errors[0][0] != main.errors[0][1])
        for errors in main.errors.joined() {
            #expect(errors.samples == model.errors.samples && errors.outcomes == model.errors.outcomes)
        }
        #expect(results.commands == ["adcast compare"])
        #expect(results.heldOut.isEmpty && results.sweeps.isEmpty)
    }

    @Test func theReferencesAreWhatTheySay() throws {
        let main = try #require(
            try StudyWorld.study(StudyWorld.request(architectures: [])).run(reportDirectory: directory.path).main)
        let (week, month) = (main.errors[0][0], main.errors[1][0])
        #expect(week.pointAbsolute == week.meanAbsolute && week.pointSymmetric == week.meanSymmetric)
        // Clicks in search, counted by hand.
        let cell = 1 * 3 + 0
        for (advertiser, history) in TwoWeekWorld.source().histories.enumerated() {
            let clicks = history.snapshots.filter { $0.scenario == "search" }.map { Double($0.measures[1]) }
            func sum(_ days: ClosedRange<Int>) -> Double { clicks[days].reduce(0, +) }
            var (weekError, monthError) = (0.0, 0.0)
            for asOf in 50...52 {
                let outcome = sum(asOf + 1...asOf + 7)
                weekError += abs(outcome - sum(asOf - 6...asOf))
                monthError += abs(outcome - sum(asOf - 27...asOf) / 4)
            }
            #expect(abs(week.meanAbsolute[cell * 20 + advertiser] - weekError) < 1e-3)
            #expect(abs(month.meanAbsolute[cell * 20 + advertiser] - monthError) < 1e-3)
        }
    }

    @Test func anInterruptedStudyGoesOnWhereItEnded() throws {
        let request = StudyWorld.request(seeds: 2)
        var isDone = false
        #expect(throws: StudyError.interrupted(done: 1, runs: 4, directory: directory.path)) {
            try StudyWorld.study(
                request,
                observer: StudyObserver(progress: { isDone = isDone || $0.seconds != nil }, isCancelled: { isDone })
            ).run(reportDirectory: directory.path)
        }
        let kept = try runFiles()
        #expect(kept.count == 1)
        let first = try Data(contentsOf: URL(filePath: "\(directory.path)/runs/\(kept[0])"))

        var made: [StudyProgress] = []
        var stages: [String] = []
        let resumed = try StudyWorld.study(
            request,
            observer: StudyObserver(
                stage: { stages.append($0) }, progress: { if $0.seconds != nil { made.append($0) } })
        ).run(reportDirectory: directory.path)
        #expect(made.map(\.run) == [1, 2, 3] && made.allSatisfy { $0.runs == 3 })
        #expect(stages.last == "4 runs, of which 1 are there already")
        #expect(made.last?.secondsLeft == 0)
        #expect(try Data(contentsOf: URL(filePath: "\(directory.path)/runs/\(kept[0])")) == first)

        let elsewhere = try TemporaryDirectory()
        let whole = try StudyWorld.study(request).run(reportDirectory: elsewhere.path)
        #expect(resumed.main?.errors == whole.main?.errors)
        #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere.path + "/runs").sorted() == runFiles())
    }

    /// The same command would fail at the same place, so that what to leave out is named, and what is kept.
    @Test func aRunThatDivergesIsNamed() throws {
        var request = StudyWorld.request(architectures: ["m2m"], seeds: 2)
        request.configuration.training.learningRate = 1e30
        let error = #expect(throws: StudyError.self) {
            try StudyWorld.study(request).run(reportDirectory: directory.path)
        }
        guard case .failedRun(let title, .lossNotFinite, done: 0, runs: 2, directory.path) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(title == "M2M, seed 1, main")
        #expect(error?.description.hasPrefix("the run 'M2M, seed 1, main' failed: the loss became ") == true)
    }

    @Test func whatIsThereIsNotMadeAgain() throws {
        let first = try StudyWorld.study().run(reportDirectory: directory.path)
        var progress = 0
        let second = try StudyWorld.study(observer: StudyObserver(progress: { _ in progress += 1 })).run(
            reportDirectory: directory.path)
        #expect(progress == 0)
        #expect(second == first)
    }

    @Test func aSpoiltRunIsMadeAgain() throws {
        let first = try StudyWorld.study().run(reportDirectory: directory.path)
        let files = try runFiles()
        let spoilt = URL(filePath: "\(directory.path)/runs/\(files[0])")
        let content = try Data(contentsOf: spoilt)
        try content.prefix(content.count / 2).write(to: spoilt)
        // A sound file of another run.
        try Data(contentsOf: URL(filePath: "\(directory.path)/runs/\(files[1])")).write(to: spoilt)
        let second = try StudyWorld.study().run(reportDirectory: directory.path)
        #expect(second.main?.errors == first.main?.errors)
        #expect(try runFiles() == files)
    }

    @Test func whatDeterminesARunNamesItsFile() throws {
        _ = try StudyWorld.study(StudyWorld.request(architectures: ["m2m"])).run(reportDirectory: directory.path)
        var longer = StudyWorld.request(architectures: ["m2m"])
        longer.configuration.training.epochs += 1
        var other = StudyWorld.request(architectures: ["m2m"])
        other.codeVersion = "2"
        let shorter = StudyWorld.request(architectures: ["m2m"], until: TwoWeekWorld.day(58))
        var lighter = StudyWorld.request(architectures: ["m2m"])
        lighter.configuration.model.dropout = 0
        for (count, request) in [longer, other, shorter, lighter].enumerated() {
            _ = try StudyWorld.study(request).run(reportDirectory: directory.path)
            #expect(try runFiles().count == count + 2)
        }
    }

    /// The configured value of a sweep is the main run itself.
    @Test func sweepsVaryOneSettingOnTheSameSamples() throws {
        let request = StudyWorld.request(
            architectures: ["m2m"],
            sweeps: [
                RequestedSweep(.window, values: [7, 14, 20]), RequestedSweep(.metaLayers, values: [1, 2]),
                RequestedSweep(.generatorRank, values: [1, nil]),
            ])
        let results = try StudyWorld.study(request).run(reportDirectory: directory.path)
        #expect(results.sweeps.map(\.parameter) == [.window, .metaLayers, .generatorRank])
        let window = results.sweeps[0].part
        #expect(window.variants.map(\.name) == ["M2M with window 7", "M2M with window 14", "M2M with window 20"])
        #expect(
            window.variants.map(\.role)
                == [7, 14, 20].map { .sweep(SweepSetting(parameter: .window, value: $0)) })
        // The dates of the longest window: 19 to 52, of which the oldest test date is 51.
        let samples = window.errors.joined().map(\.samples)
        #expect(samples.allSatisfy { $0 == samples[0] } && samples[0].reduce(0, +) == 30 * 3 * 2)
        #expect(results.sweeps[1].part.errors[0] == results.main?.errors[0])
        #expect(results.sweeps[1].configured == SweepSetting(parameter: .metaLayers, value: 1))
        #expect(results.sweeps[2].configured == nil)
        #expect(results.sweeps[2].part.variants.map(\.name).last == "M2M with generator rank full")
        let sizes = results.sweeps[2].part.variants.compactMap(\.parameters)
        #expect(sizes.count == 2 && sizes[0] < sizes[1])
        // Main; windows 7, 14 and 20 on other dates; two layers; rank 1 and full.
        #expect(try runFiles().count == 1 + 3 + 1 + 2)
    }

    @Test func aFurtherHeadIsAFurtherVariantOfEach() throws {
        let request = StudyWorld.request(heads: [.hurdle, .poisson])
        let main = try #require(try StudyWorld.study(request).run(reportDirectory: directory.path).main)
        #expect(
            main.variants.prefix(4).map(\.name)
                == ["M2M", "Shared-Bottom", "M2M (poisson head)", "Shared-Bottom (poisson head)"])
        func poisson(of variant: String) -> StudyRole {
            .otherHead(HeadChange(variant: variant, head: "poisson", comparedHead: "hurdle"))
        }
        #expect(
            main.variants.prefix(4).map(\.role)
                == [.model, .baseline, poisson(of: "M2M"), poisson(of: "Shared-Bottom")])
        let hurdle = main.errors[0][0]
        #expect(hurdle.pointAbsolute != hurdle.meanAbsolute && hurdle.pointSymmetric != hurdle.meanSymmetric)
        let poisson = main.errors[2][0]
        #expect(poisson.pointAbsolute == poisson.meanAbsolute)
    }

    @Test func namesAreChecked() throws {
        #expect(throws: StudyError.unknownArchitecture("mmmoe", known: StudySubjects.names)) {
            try StudyWorld.study(StudyWorld.request(architectures: ["mmmoe"])).run(reportDirectory: directory.path)
        }
        let thinning = ScenarioThinning(scenario: "serach", share: 0.5)
        #expect(throws: StudyError.unknownScenario("serach", known: ["feed", "search"])) {
            try StudyWorld.study(StudyWorld.request(thinning: thinning)).run(reportDirectory: directory.path)
        }
        #expect(throws: StudyError.unknownScenario("live", known: ["feed", "search"])) {
            try StudyWorld.study(
                StudyWorld.request(holdOut: StudyRequest.HoldOut(scenario: "live"))
            ).run(reportDirectory: directory.path)
        }
    }

    /// Names are told before the days are counted, and a study that is refused leaves nothing behind.
    @Test func namesComeBeforeDaysAndARefusalLeavesNoDirectory() throws {
        let report = directory.path + "/report"
        let few = TwoWeekWorld.day(24)
        for scenario in ["live", "feed"] {
            let holdOut = StudyRequest.HoldOut(scenario: scenario)
            let error = #expect(throws: (any Error).self) {
                try StudyWorld.study(StudyWorld.request(holdOut: holdOut, until: few)).run(reportDirectory: report)
            }
            #expect(
                (error as? StudyError == .unknownScenario("live", known: ["feed", "search"])) == (scenario == "live"))
            #expect((error is SplitError) == (scenario == "feed"))
        }
        #expect(!FileManager.default.fileExists(atPath: report))
    }

    @Test func theResultsNameTheThinnedScenario() throws {
        let thinning = ScenarioThinning(scenario: "search", share: 0.5)
        let results = try StudyWorld.study(StudyWorld.request(architectures: [], thinning: thinning)).run(
            reportDirectory: directory.path)
        #expect(results.thinned == ThinnedScenario(scenario: "search", share: 0.5))
        let stored = try JSONDecoder().decode(StudyResults.self, from: JSONEncoder().encode(results))
        #expect(stored.thinned == results.thinned)
    }

    @Test func tellsWhatTheDataAre() throws {
        let data = try StudyWorld.study(StudyWorld.request(architectures: [])).run(reportDirectory: directory.path)
            .dataSet
        #expect(data.name == "two weeks" && data.advertisers == 20 && data.rows == 30 * 60)
        #expect(data.firstDay == TwoWeekWorld.firstDay && data.lastDay == TwoWeekWorld.day(59))
        #expect(
            data.scenarios == [
                .init(scenario: "feed", advertisers: 10, rows: 600, train: 80, validation: 30, test: 30),
                .init(scenario: "search", advertisers: 20, rows: 1200, train: 160, validation: 60, test: 60),
            ])
        let correlation = try #require(data.correlations.first)
        #expect(correlation.first == "feed" && correlation.second == "search" && correlation.advertisers == 10)
        #expect(correlation.coefficients.count == 3 && (correlation.coefficients[0] ?? 0) > 0.8)
    }
}

import AdvertiserDomain
import Checkpoints
import Evaluation
import Features
import ForecastModels
import Foundation
import Testing

@testable import Training

@Suite struct VersionEvaluationTests {
    /// A published version with its model.
    private struct Version {
        let checkpoint: LoadedCheckpoint
        let model: any ForecastModel

        init(_ request: TrainingRequest) throws {
            let directory = try TemporaryDirectory()
            let models = ModelDirectory(path: directory.path)
            let trained = try TwoWeekWorld.train(request)
            let version = try trained.publish(to: models, codeVersion: "test", at: Date(timeIntervalSince1970: 0))
            checkpoint = try models.load(version)
            model = trained.serving.model
            withExtendedLifetime(directory) {}
        }

        func evaluation(
            _ dates: VersionEvaluation.Dates, on source: InMemoryHistorySource = TwoWeekWorld.source()
        ) throws -> VersionEvaluation {
            try VersionEvaluation(of: checkpoint, model: model, source: source, dates: dates, threads: 2)
        }
    }

    /// A version that saw labels until the day at offset 45, and 14 days of data after them.
    private func production() throws -> Version {
        try Version(TwoWeekWorld.request(training: TwoWeekWorld.training(epochs: 1), until: TwoWeekWorld.day(45)))
    }

    private func asOfDates(_ evaluation: VersionEvaluation) -> [Day] {
        Set(evaluation.samples.samples.map { evaluation.encoder.panel.asOf(of: $0) }).sorted()
    }

    // MARK: Dates that will do

    @Test func everyUnseenMatureDateIsTheTestOfAProductionVersion() throws {
        let evaluation = try production().evaluation(.test)
        #expect(asOfDates(evaluation) == (45...52).map(TwoWeekWorld.day))
        #expect(evaluation.report.samples == 8 * TwoWeekWorld.seriesCount)
        #expect(evaluation.report.split == "test" && evaluation.report.model == "m2m")
        #expect(evaluation.report.version == 1)
        #expect(evaluation.report.epochs == nil)
        #expect(evaluation.report.overall == evaluation.samples.metrics.overall)
        #expect(evaluation.report.overall.lastWeek?.nmae != nil)
    }

    @Test func aRangeTakesItsMatureDates() throws {
        let version = try production()
        let inside = try version.evaluation(.range(first: TwoWeekWorld.day(45), last: TwoWeekWorld.day(47)))
        #expect(asOfDates(inside) == (45...47).map(TwoWeekWorld.day))
        #expect(inside.report.split == "\(TwoWeekWorld.day(45))..\(TwoWeekWorld.day(47))")
        let beyond = try version.evaluation(.range(first: TwoWeekWorld.day(51), last: TwoWeekWorld.day(90)))
        #expect(asOfDates(beyond) == (51...52).map(TwoWeekWorld.day))
        #expect(beyond.report.split == "\(TwoWeekWorld.day(51))..\(TwoWeekWorld.day(52))")
        #expect(beyond.asOf == TwoWeekWorld.day(51)...TwoWeekWorld.day(52))
        // The same dates give the same forecasts, however many are asked for at once.
        let all = try version.evaluation(.test)
        let later = all.samples.samples.indices.filter {
            all.encoder.panel.asOf(of: all.samples.samples[$0]) >= TwoWeekWorld.day(51)
        }
        for (position, index) in later.enumerated() {
            for task in 0..<3 {
                let found = beyond.samples.forecasts[3 * position + task].mean
                let expected = all.samples.forecasts[3 * index + task].mean
                #expect(abs(found - expected) <= 1e-5 * max(1, abs(expected)))
            }
        }
    }

    @Test func aStudyIsTestedOnItsTestPart() throws {
        let version = try Version(TwoWeekWorld.request(.study, training: TwoWeekWorld.training(epochs: 1)))
        #expect(asOfDates(try version.evaluation(.test)) == (50...52).map(TwoWeekWorld.day))
        // Its validation dates come after the labels that it was trained on.
        let validation = try version.evaluation(.range(first: TwoWeekWorld.day(41), last: TwoWeekWorld.day(43)))
        #expect(asOfDates(validation) == (41...43).map(TwoWeekWorld.day))
    }

    @Test func datesWhoseOutcomesCalibratedTheQuantilesSaySo() throws {
        var request = TwoWeekWorld.request(.study, training: TwoWeekWorld.training(epochs: 1))
        request.configuration.model.head = .hurdle
        let version = try Version(request)
        func shares(_ first: Int, _ last: Int) throws -> Bool {
            try version.evaluation(.range(first: TwoWeekWorld.day(first), last: TwoWeekWorld.day(last)))
                .sharesOutcomesWithCalibration
        }
        // Validation dates are 41 to 43, and their outcomes reach to day 50.
        #expect(try shares(41, 43))
        #expect(try shares(49, 52))
        #expect(try !shares(50, 52))
        #expect(try !version.evaluation(.test).sharesOutcomesWithCalibration)
        #expect(try !production().evaluation(.test).sharesOutcomesWithCalibration)
    }

    // MARK: Dates that will not

    @Test func seenDatesAreRefusedAndTheFirstThatWillDoIsNamed() throws {
        let error = VersionEvaluationError.seenInTraining(
            first: TwoWeekWorld.day(44), newestLabelDay: TwoWeekWorld.day(45))
        let version = try production()
        #expect(throws: error) {
            try version.evaluation(.range(first: TwoWeekWorld.day(44), last: TwoWeekWorld.day(50)))
        }
        #expect(error.description.hasSuffix("the first date that will do is \(TwoWeekWorld.day(45))"))
        #expect(!error.isUsageFault)
    }

    @Test func withoutAnUnseenDateTheFirstToComeIsNamed() throws {
        let version = try Version(TwoWeekWorld.request(training: TwoWeekWorld.training(epochs: 1)))
        let error = VersionEvaluationError.noMatureDate(
            newestLabelDay: TwoWeekWorld.day(59), horizonDays: 7, newest: TwoWeekWorld.day(59))
        #expect(throws: error) { try version.evaluation(.test) }
        #expect(throws: error) {
            try version.evaluation(.range(first: TwoWeekWorld.day(59), last: TwoWeekWorld.day(70)))
        }
        #expect(
            error.description.contains(
                "the first date that will do is \(TwoWeekWorld.day(59)), once the days until "
                    + "\(TwoWeekWorld.day(66)) are complete"))
        // A week later it will do.
        let later = try version.evaluation(.test, on: TwoWeekWorld.source(days: 67))
        #expect(asOfDates(later) == [TwoWeekWorld.day(59)])
    }

    @Test func aRangeBeyondTheMatureDatesIsToldWhichThereAre() throws {
        let version = try production()
        let error = VersionEvaluationError.noMatureDateBetween(
            first: TwoWeekWorld.day(53), last: TwoWeekWorld.day(70), oldestPossible: TwoWeekWorld.day(45),
            newestPossible: TwoWeekWorld.day(52))
        #expect(throws: error) {
            try version.evaluation(.range(first: TwoWeekWorld.day(53), last: TwoWeekWorld.day(70)))
        }
        #expect(error.description.hasSuffix("choose from \(TwoWeekWorld.day(45)) to \(TwoWeekWorld.day(52))"))
    }

    @Test func withoutDataThereIsNothingToEvaluate() throws {
        let version = try production()
        #expect(throws: NoCompleteDay()) {
            try version.evaluation(.test, on: TwoWeekWorld.source(days: 0))
        }
    }

    /// Rows that end long before the dates, but for one advertiser on the last day.
    @Test func datesOnWhichNobodyHasARowAreNamed() throws {
        let version = try production()
        var source = TwoWeekWorld.source(days: 31)
        let last = TwoWeekWorld.source().histories[19]
        source.histories[19] = AdvertiserHistory(
            advertiser: last.advertiser, profile: last.profile, snapshots: last.snapshots.suffix(1))
        let date = TwoWeekWorld.day(46)
        #expect(throws: VersionEvaluationError.noSamples(first: date, last: date)) {
            try version.evaluation(.range(first: date, last: date), on: source)
        }
    }
}

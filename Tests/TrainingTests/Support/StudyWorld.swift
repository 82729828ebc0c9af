import AdvertiserDomain
import Evaluation
import Features
import Foundation

@testable import Training

/// Studies of the two-week world, small enough for a test.
enum StudyWorld {
    static let epochs = 1

    static func request(
        architectures: [String]? = ["m2m", "shared_bottom"], heads: [ModelConfiguration.Head] = [], seeds: Int = 1,
        includesMain: Bool = true, holdOut: StudyRequest.HoldOut? = nil, thinning: ScenarioThinning? = nil,
        sweeps: [RequestedSweep] = [], peers: [StudyPeer] = [], exportDirectory: String? = nil, strideDays: Int = 3,
        until: Day? = nil
    ) -> StudyRequest {
        var configuration = TwoWeekWorld.request(.study, training: TwoWeekWorld.training(epochs: epochs)).configuration
        configuration.training.asOfStrideDays = strideDays
        return StudyRequest(
            configuration: configuration, dataSetName: "two weeks", architectures: architectures, heads: heads,
            seedCount: seeds, includesMain: includesMain, holdOut: holdOut, thinning: thinning, sweeps: sweeps,
            peers: peers, exportDirectory: exportDirectory, until: until, threads: 2, codeVersion: "1",
            commands: ["adcast compare"])
    }

    static func study(
        _ request: StudyRequest = request(), source: InMemoryHistorySource = TwoWeekWorld.source(),
        observer: StudyObserver = StudyObserver()
    ) -> Study {
        Study(source: source, request: request, observer: observer)
    }

    static func data(
        _ request: StudyRequest = request(), source: InMemoryHistorySource = TwoWeekWorld.source()
    ) throws -> StudyData {
        try StudyData(source: source, request: request, observer: StudyObserver())
    }

    /// The main samples with their state and encoder.
    static func prepared(_ request: StudyRequest = request()) throws -> PreparedSamples {
        try PreparedSamples(
            data(request).samples(windowDays: TwoWeekWorld.windowDays, experiment: "main"),
            specification: FeatureSpecification(configuration: request.configuration), scenarioBalance: 0.5)
    }

    /// A launch of `feed` on day 30: 14 labelled days and the horizon end with day 50, the first test date.
    static func launch(
        labelledDays: [Int] = [0, 7, 14], strideDays: Int = 3, source: InMemoryHistorySource = TwoWeekWorld.source()
    ) throws -> ScenarioLaunch {
        let holdOut = StudyRequest.HoldOut(scenario: "feed", labelledDays: labelledDays)
        return try data(request(holdOut: holdOut, strideDays: strideDays), source: source).launch(holdOut)
    }
}

extension StudyPart {
    /// The runs' errors by variant.
    var errors: [[AdvertiserErrors]] { variants.map { $0.runs.map(\.errors) } }
}

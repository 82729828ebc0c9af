import AdvertiserDomain
import Features
import ForecastModels
import Inference

/// Forecasts everybody as of one day, a page of advertisers at a time.
struct PlatformScoring {
    /// Advertisers read and forecast at once: enough to fill every core's batches, few enough for flat memory.
    private static let advertisersPerPage = 512

    /// A pair and its forecasts, one a task.
    struct Row {
        let advertiser: String
        let scenario: String
        let forecasts: ArraySlice<Forecast>
    }

    let source: any HistorySource
    let asOf: Day
    let specification: FeatureSpecification
    let engine: ForecastEngine

    /// - Throws: ``ScoringError`` unless the window lies inside the complete days.
    static func require(asOf: Day, in range: DataRange, windowDays: Int) throws(ScoringError) {
        let first = range.oldest + (windowDays - 1)
        guard first <= range.newest else {
            throw .windowLongerThanData(windowDays: windowDays, days: range.dayCount)
        }
        guard first <= asOf, asOf <= range.newest else {
            throw .asOfOutsideData(asOf: asOf, first: first, last: range.newest)
        }
    }

    /// Calls `body` with the pairs that have a row in the window: by advertiser, then scenario.
    func forEachPage(_ body: ([Row]) throws -> Void) throws {
        let first = asOf - (specification.windowDays - 1)
        let scenarios = try source.scenarios()
        var page: [AdvertiserHistory] = []
        func flush() throws {
            try body(rows(of: page, scenarios: scenarios, from: first))
            page.removeAll(keepingCapacity: true)
        }
        try source.forEachHistory(from: first, through: asOf) { history in
            page.append(history)
            if page.count == Self.advertisersPerPage { try flush() }
        }
        if !page.isEmpty { try flush() }
    }

    private func rows(of page: [AdvertiserHistory], scenarios: [ScenarioRecord], from first: Day) throws -> [Row] {
        let panel = try Panel(
            histories: page, scenarios: scenarios, columns: specification.columns, from: first, through: asOf)
        let samples = try SampleIndex(panel: panel, windowDays: specification.windowDays).samples(asOf: [asOf])
        let forecasts = try engine.forecasts(panel: panel, samples: samples)
        let taskCount = specification.tasks.count
        return samples.enumerated().map { index, sample in
            Row(
                advertiser: panel.advertiser(of: sample), scenario: panel.scenario(of: sample),
                forecasts: forecasts[index * taskCount..<(index + 1) * taskCount])
        }
    }
}

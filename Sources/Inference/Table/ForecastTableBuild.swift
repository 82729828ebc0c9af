import AdvertiserDomain
import Checkpoints
import Features

/// Scores every advertiser of a source as of one day, on the calling thread alone, in one pass and with flat memory.
struct ForecastTableBuild {
    let engine: ForecastEngine
    let source: any HistorySource
    let asOf: Day
    /// Called now and then; ends the work by throwing.
    let check: () throws -> Void

    /// Advertisers that are scored together.
    private static let pageCount = 64

    /// - Returns: the key of what was written.
    /// - Throws: ``ForecastTableError``, or what the source or `check` throws.
    func write(to output: TableOutput) throws -> ForecastTableKey {
        let scenarios = try source.scenarios()
        var writer = try ForecastTableWriter(
            output, taskCount: engine.tasks.count, fields: engine.manifest.forecastFields)
        var fingerprint = HistoryFingerprint(scenarios: scenarios)
        var page: [AdvertiserHistory] = []
        func flush() throws {
            try check()
            try add(page, scenarios, to: &writer)
            page.removeAll(keepingCapacity: true)
        }
        try source.forEachHistory(from: asOf - (engine.specification.windowDays - 1), through: asOf) { history in
            fingerprint.add(history)
            page.append(history)
            if page.count == Self.pageCount { try flush() }
        }
        try flush()
        let key = ForecastTableKey(engine: engine, asOf: asOf, revision: fingerprint.revision)
        try writer.finish(key: key)
        return key
    }

    private func add(
        _ page: [AdvertiserHistory], _ scenarios: [ScenarioRecord], to writer: inout ForecastTableWriter
    ) throws {
        guard !page.isEmpty else { return }
        let outcomes = try engine.pairForecasts(page, scenarios: scenarios, asOf: asOf, isParallel: false) { _ in true }
        for (history, outcomes) in zip(page, outcomes) {
            // A model that gives no number where it should is no model to make a table of.
            let forecasts = try outcomes.flatMap { try $0.get().scenarios }
            if !forecasts.isEmpty { try writer.add(history.advertiser, forecasts) }
        }
    }
}

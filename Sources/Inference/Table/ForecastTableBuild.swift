import AdvertiserDomain
import Checkpoints

/// Scores every advertiser of a source as of one day, on the calling thread alone, in one pass and with flat memory.
struct ForecastTableBuild {
    let engine: ForecastEngine
    let source: any HistorySource
    let asOf: Day
    /// Called now and then; ends the work by throwing.
    let check: () throws -> Void

    private static let advertisersPerPage = 64

    /// - Returns: the key of what was written.
    /// - Throws: ``ForecastTableError``, or what the source or `check` throws.
    func write(to output: TableOutput) throws -> ForecastTableKey {
        let scenarios = try source.scenarios()
        var writer = try ForecastTableWriter(
            output, taskCount: engine.tasks.count, fields: engine.manifest.forecastFields)
        var fingerprint = HistoryFingerprint(scenarios: scenarios)
        let pass = engine.platformPass(
            over: source, asOf: asOf, advertisersPerPage: Self.advertisersPerPage, isParallel: false)
        try pass.forEachBatch { [engine, asOf] batch in
            (batch.histories, try engine.pairForecasts(batch, scenarios: scenarios, asOf: asOf))
        } deliver: { histories, outcomes in
            try check()
            for (history, outcomes) in zip(histories, outcomes) {
                fingerprint.add(history)
                // A model that gives no number where it should is no model to make a table of.
                let forecasts = try outcomes.flatMap { try $0.get().scenarios }
                if !forecasts.isEmpty { try writer.add(history.advertiser, forecasts) }
            }
        }
        let key = ForecastTableKey(engine: engine, asOf: asOf, revision: fingerprint.revision)
        try writer.finish(key: key)
        return key
    }
}

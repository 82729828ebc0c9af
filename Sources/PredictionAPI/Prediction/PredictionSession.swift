import AdvertiserDomain
import Features
import HTTPCore
import Inference

/// All that one request is answered from, taken once: one engine, one view of which days and scenarios there are.
package struct PredictionSession: Sendable {
    package let engine: ForecastEngine
    let source: any HistorySource
    let range: DataRange?
    let decoder: PredictRequestDecoder
    private let metrics: InferenceMetrics
    private let clock: ServerClock

    init(
        engine: ForecastEngine, source: any HistorySource, contents: SourceCatalogue.Contents, today: Day,
        metrics: InferenceMetrics, clock: ServerClock
    ) {
        self.engine = engine
        self.source = source
        self.metrics = metrics
        self.clock = clock
        self.range = contents.range
        self.decoder = PredictRequestDecoder(
            vocabulary: RequestVocabulary(
                columns: engine.specification.columns, tasks: engine.specification.tasks,
                scenarios: contents.scenarios),
            today: today)
    }

    /// Decodes a request and finds its history.
    ///
    /// - Throws: ``PredictRequestFault``, or what the source throws.
    func prepared(_ value: JSONValue) throws -> PreparedPrediction {
        let request = try decoder.request(from: value)
        return PreparedPrediction(request: request, query: try query(for: request))
    }

    /// Decodes several requests, or takes what is wrong with them, and finds their histories, those of one as-of date
    /// together; in their order.
    func prepared(_ values: [Result<JSONValue, any Error>]) -> [Result<PreparedPrediction, any Error>] {
        let requests = values.map { value in Result { try decoder.request(from: value.get()) } }
        var windows: [Day: [String]] = [:]
        for case .success(let request) in requests {
            guard case .stored(let advertiser) = request.subject, let asOf = try? storedAsOf(request.asOf) else {
                continue
            }
            windows[asOf, default: []].append(advertiser)
        }
        var histories: [Day: [String: AdvertiserHistory]] = [:]
        for (asOf, advertisers) in windows {
            // Where one history cannot be read, each is tried by itself, so that the fault stands on its own line.
            guard let read = try? source.histories(of: advertisers, from: firstDay(asOf), through: asOf) else {
                continue
            }
            histories[asOf] = Dictionary(
                zip(advertisers, read).compactMap { name, history in history.map { (name, $0) } },
                uniquingKeysWith: { first, _ in first })
        }
        return requests.map { request in
            Result {
                let request = try request.get()
                return PreparedPrediction(request: request, query: try query(for: request, read: histories))
            }
        }
    }

    /// - Throws: ``FeatureError``, ``EngineError``.
    func forecast(_ prepared: PreparedPrediction) throws -> AdvertiserForecast {
        try forecasts([prepared])[0].get()
    }

    /// The forecasts of several requests, scored together, in their order.
    func forecasts(_ prepared: [PreparedPrediction]) -> [Result<AdvertiserForecast, any Error>] {
        counting { engine.forecasts(prepared.map(\.query)) }
    }

    /// Runs the model, and counts what came of it.
    func counting<Answer>(
        _ run: () throws -> [Result<Answer, any Error>]
    ) rethrows -> [Result<Answer, any Error>] {
        let start = clock.monotonicNanoseconds()
        let answers = try run()
        let failures = answers.count { if case .failure = $0 { true } else { false } }
        metrics.count(
            version: engine.version, seconds: Double(clock.monotonicNanoseconds() &- start) / 1e9,
            succeeded: answers.count - failures, failed: failures)
        return answers
    }

    /// The forecasts of advertisers in each scenario in which they have a row in the window; see
    /// ``ForecastEngine/pairForecasts(_:scenarios:asOf:isWanted:)``.
    func pairForecasts(
        _ histories: [AdvertiserHistory], asOf: Day, isWanted: (String) -> Bool
    ) throws -> [[Result<AdvertiserForecast, any Error>]] {
        var counts: [Int] = []
        var outcomes = try counting {
            let forecasts = try engine.pairForecasts(
                histories, scenarios: decoder.vocabulary.scenarios, asOf: asOf, isWanted: isWanted)
            counts = forecasts.map(\.count)
            return Array(forecasts.joined())
        }[...]
        return counts.map { count in
            defer { outcomes = outcomes.dropFirst(count) }
            return Array(outcomes.prefix(count))
        }
    }

    private func firstDay(_ asOf: Day) -> Day { asOf - (engine.specification.windowDays - 1) }

    /// - Parameter read: histories that were read already, by as-of date and name.
    private func query(
        for request: PredictRequest, read: [Day: [String: AdvertiserHistory]] = [:]
    ) throws -> ForecastQuery {
        let scenarios = request.lookup.all
        let requested = request.scenarios?.map(\.name)
        switch request.subject {
        case .inline(_, let history):
            guard let asOf = request.asOf ?? history.snapshots.map(\.day).max() else {
                throw PredictRequestFault.noAsOf(.root["history"])
            }
            return ForecastQuery(history: history, scenarios: scenarios, requested: requested, asOf: asOf)
        case .stored(let advertiser):
            let asOf = try storedAsOf(request.asOf)
            let history =
                if let read = read[asOf] { read[advertiser] } else {
                    try source.history(of: advertiser, from: firstDay(asOf), through: asOf)
                }
            guard let history else {
                throw PredictRequestFault.unknownAdvertiser(advertiser)
            }
            return ForecastQuery(history: history, scenarios: scenarios, requested: requested, asOf: asOf)
        }
    }

    /// The as-of date for an advertiser of the database: a complete day, the whole window inside the data.
    func storedAsOf(_ asked: Day?) throws(PredictRequestFault) -> Day {
        guard let range else { throw .noCompleteDay }
        let windowDays = engine.specification.windowDays
        let earliest = range.oldest + (windowDays - 1)
        guard earliest <= range.newest else {
            throw .dataShorterThanWindow(days: range.dayCount, windowDays: windowDays)
        }
        guard let asked else { return range.newest }
        let pointer = JSONPointer.root["as_of"]
        guard asked <= range.newest else { throw .asOfAfterNewestDay(pointer, asOf: asked, newest: range.newest) }
        guard asked >= earliest else { throw .asOfBeforeFirstWindow(pointer, asOf: asked, earliest: earliest) }
        return asked
    }
}

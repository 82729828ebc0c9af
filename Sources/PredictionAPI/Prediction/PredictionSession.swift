import AdvertiserDomain
import Features
import HTTPCore
import Inference

/// All that one request is answered from, taken once: one engine, one view of which days and scenarios there are.
package struct PredictionSession: Sendable {
    let source: any HistorySource
    /// The forecasts of everybody as of the newest complete day, where there are any.
    let table: ForecastTable?
    private let basis: PredictionBasis
    private let batcher: ForecastBatcher
    private let metrics: InferenceMetrics
    private let clock: ServerClock

    init(
        basis: PredictionBasis, source: any HistorySource, table: ForecastTable?, batcher: ForecastBatcher,
        metrics: InferenceMetrics, clock: ServerClock
    ) {
        self.basis = basis
        self.source = source
        // The catalogue may know of a new day later, or sooner, than the table.
        self.table = table?.key.asOf == basis.contents.range?.newest ? table : nil
        self.batcher = batcher
        self.metrics = metrics
        self.clock = clock
    }

    package var engine: ForecastEngine { basis.engine }

    var range: DataRange? { basis.contents.range }

    var decoder: PredictRequestDecoder { basis.decoder }

    /// The answer to a request, where the table holds it.
    func knownForecast(for request: PredictRequest) -> AdvertiserForecast? {
        guard let table, case .stored(let advertiser) = request.subject, request.lookup.described.isEmpty,
            request.asOf == nil || request.asOf == table.key.asOf,
            let scenarios = table.scenarios(of: advertiser, named: request.scenarios?.map(\.name))
        else { return nil }
        metrics.countLookUp(version: engine.version)
        return engine.forecast(asOf: table.key.asOf, scenarios: scenarios)
    }

    /// Decodes a request and finds its history.
    ///
    /// - Throws: ``PredictRequestFault``, or what the source throws.
    func prepared(_ value: JSONValue) throws -> PreparedPrediction {
        let request = try decoder.request(from: value)
        if let known = knownForecast(for: request) {
            return PreparedPrediction(request: request, source: .known(known))
        }
        return PreparedPrediction(request: request, source: .computed(try query(for: request)))
    }

    /// Decodes several requests, or takes what is wrong with them, and finds their histories, those of one as-of date
    /// together; in their order.
    func prepared(_ values: [Result<JSONValue, any Error>]) -> [Result<PreparedPrediction, any Error>] {
        let requests = values.map { value in Result { try decoder.request(from: value.get()) } }
        let known = requests.map { request in (try? request.get()).flatMap(knownForecast) }
        var windows: [Day: [String]] = [:]
        for case (.success(let request), nil) in zip(requests, known) {
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
        return zip(requests, known).map { request, known in
            Result {
                let request = try request.get()
                if let known { return PreparedPrediction(request: request, source: .known(known)) }
                return PreparedPrediction(
                    request: request, source: .computed(try query(for: request, read: histories)))
            }
        }
    }

    /// The forecast of one request, made together with what others want at the same time.
    ///
    /// - Throws: ``FeatureError``, ``EngineError``, ``ForecastOverload``.
    func forecast(_ prepared: PreparedPrediction) throws -> AdvertiserForecast {
        switch prepared.source {
        case .known(let forecast): return forecast
        case .computed(let query):
            return try batcher.forecast(query, by: engine)
        }
    }

    /// The forecasts of several requests, scored together, in their order.
    func forecasts(_ prepared: [PreparedPrediction]) -> [Result<AdvertiserForecast, any Error>] {
        let queries = prepared.compactMap { prepared in
            if case .computed(let query) = prepared.source { query } else { nil }
        }
        var computed = (queries.isEmpty ? [] : counting { engine.forecasts(queries) })[...]
        return prepared.map { prepared in
            switch prepared.source {
            case .known(let forecast): .success(forecast)
            case .computed: computed.removeFirst()
            }
        }
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

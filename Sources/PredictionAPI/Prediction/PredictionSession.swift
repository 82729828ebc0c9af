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

    /// Decodes a request and finds what its answer is made from; reads nothing.
    ///
    /// - Throws: ``PredictRequestFault``.
    func prepared(_ value: JSONValue) throws(PredictRequestFault) -> PreparedPrediction {
        let request = try decoder.request(from: value)
        if let known = knownForecast(for: request) {
            return PreparedPrediction(request: request, source: .known(known))
        }
        return PreparedPrediction(request: request, source: .computed(try query(for: request)))
    }

    /// The forecast of one request, made together with what others want at the same time.
    ///
    /// - Throws: ``FeatureError``, ``EngineError``, ``ForecastOverload``, ``PredictRequestFault/unknownAdvertiser(_:)``, or
    ///   what the source throws.
    func forecast(_ prepared: PreparedPrediction) throws -> AdvertiserForecast {
        switch prepared.source {
        case .known(let forecast): return forecast
        case .computed(let query):
            do {
                return try batcher.forecast(query, by: engine)
            } catch {
                throw Self.described(error)
            }
        }
    }

    /// As ``forecast(_:)``, but does not wait.
    ///
    /// - Parameter answer: is called once, on another thread.
    /// - Throws: ``ForecastOverload/queueFull``; `answer` is then not called.
    func forecast(
        _ query: PendingQuery, answer: @escaping @Sendable (Result<AdvertiserForecast, any Error>) -> Void
    ) throws {
        try batcher.submit(query, to: engine) { forecast in answer(forecast.mapError(Self.described)) }
    }

    private static func described(_ error: any Error) -> any Error {
        (error as? UnknownAdvertiser).map { PredictRequestFault.unknownAdvertiser($0.name) } ?? error
    }

    /// The forecasts of several requests, read and scored together, in their order.
    func forecasts(_ prepared: [PreparedPrediction]) -> [Result<AdvertiserForecast, any Error>] {
        let pending = prepared.compactMap { prepared in
            if case .computed(let query) = prepared.source { query } else { nil }
        }
        let queries = source.complete(pending, windowDays: engine.specification.windowDays)
        var computed = counting(unread: queries.failureCount()) { engine.forecasts(queries) }[...]
        return prepared.map { prepared in
            switch prepared.source {
            case .known(let forecast): .success(forecast)
            case .computed:
                computed.removeFirst().mapError(Self.described)
            }
        }
    }

    /// Runs the model, and counts what came of it, if it came to the model at all.
    ///
    /// - Parameter unread: failures of queries that never came to the model.
    func counting<Answer>(
        unread: Int = 0, _ run: () throws -> [Result<Answer, any Error>]
    ) rethrows -> [Result<Answer, any Error>] {
        let start = clock.monotonicNanoseconds()
        let answers = try run()
        guard answers.count > unread else { return answers }
        let failures = answers.failureCount() - unread
        metrics.count(
            version: engine.version, seconds: Double(clock.monotonicNanoseconds() &- start) / 1e9,
            succeeded: answers.count - unread - failures, failed: failures)
        return answers
    }

    /// See ``ForecastEngine/pairForecasts(_:scenarios:asOf:isWanted:)``.
    func pairForecasts(
        _ batch: HistoryBatch, asOf: Day, isWanted: (String) -> Bool
    ) throws -> [[Result<AdvertiserForecast, any Error>]] {
        var counts: [Int] = []
        var outcomes = try counting {
            let forecasts = try engine.pairForecasts(
                batch, scenarios: decoder.vocabulary.scenarios, asOf: asOf, isWanted: isWanted)
            counts = forecasts.map(\.count)
            return Array(forecasts.joined())
        }[...]
        return counts.map { count in
            defer { outcomes = outcomes.dropFirst(count) }
            return Array(outcomes.prefix(count))
        }
    }

    private func query(for request: PredictRequest) throws(PredictRequestFault) -> PendingQuery {
        let scenarios = request.lookup.all
        let requested = request.scenarios?.map(\.name)
        switch request.subject {
        case .inline(_, let history):
            guard let asOf = request.asOf ?? history.rows.days.max() else {
                throw .noAsOf(.root["history"])
            }
            return .complete(
                ForecastQuery(history: history, scenarios: scenarios, requested: requested, asOf: asOf))
        case .stored(let advertiser):
            return .stored(
                StoredQuery(
                    advertiser: advertiser, scenarios: scenarios, requested: requested,
                    asOf: try storedAsOf(request.asOf)))
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

import AdvertiserDomain
import Inference

/// Forecasts the whole platform as of one day, a page of advertisers at a time.
struct PlatformForecasts {
    /// Who are read and scored together: fewer than a database reads at once, since the first rows wait for them.
    private static let advertisersPerPage = 256
    /// Rows after which a page ends, where they need not be computed.
    private static let pageCount = 192

    private let session: PredictionSession
    private let query: PlatformQuery
    private let asOf: Day
    private let wanted: Set<NameKey>?

    /// - Throws: ``PredictRequestFault`` where the data do not allow forecasts as of the day that is asked for.
    init(_ query: PlatformQuery, in session: PredictionSession) throws(PredictRequestFault) {
        self.session = session
        self.query = query
        asOf = try session.storedAsOf(query.asOf)
        wanted = query.scenarios.map { Set($0.map(NameKey.init)) }
    }

    /// Calls `body` with the rows that meet the condition, page by page: by advertiser, then scenario.
    ///
    /// - Throws: what the source or `body` throws.
    func forEachPage(_ body: ([Result<PlatformRow, any Error>]) throws -> Void) throws {
        var names = AdvertiserNames(source: session.source)
        var page: [Result<PlatformRow, any Error>] = []
        func flush() throws {
            try body(page)
            page.removeAll(keepingCapacity: true)
        }
        func addWithoutHistory(before advertiser: String?) throws {
            while query.includesNoHistory, let name = try names.next(before: advertiser) {
                page.append(.success(withoutHistory(name)))
                if page.count >= Self.pageCount { try flush() }
            }
        }
        if let table = session.table, table.key.asOf == asOf {
            try table.forEachAdvertiser { advertiser, scenarios in
                try addWithoutHistory(before: advertiser)
                page += rows(of: advertiser, scenarios)
                if page.count >= Self.pageCount { try flush() }
            }
        } else {
            let pass = session.engine.platformPass(
                over: session.source, asOf: asOf, advertisersPerPage: Self.advertisersPerPage)
            try pass.forEachBatch {
                try rows(of: $0)
            } deliver: { batch in
                for (advertiser, rows) in batch {
                    try addWithoutHistory(before: advertiser)
                    page += rows
                }
                try flush()
            }
        }
        try addWithoutHistory(before: nil)
        try flush()
    }

    private func withoutHistory(_ advertiser: String) -> PlatformRow {
        PlatformRow(
            advertiser: advertiser,
            forecast: session.engine.withoutHistory(asOf: asOf, scenarios: query.scenarios ?? []))
    }

    /// The rows of an advertiser whose forecasts are known.
    private func rows(of advertiser: String, _ scenarios: [ScenarioForecast]) -> [Result<PlatformRow, any Error>] {
        let rows = scenarios.filter { isWanted($0.scenario) }.map { scenario in
            let forecast = session.engine.forecast(asOf: asOf, scenarios: [scenario])
            return Result<_, any Error>.success(PlatformRow(advertiser: advertiser, forecast: forecast))
        }
        return rows.filter(isWanted)
    }

    /// The rows of each advertiser of a batch, computed.
    private func rows(
        of batch: HistoryBatch
    ) throws -> [(advertiser: String, rows: [Result<PlatformRow, any Error>])] {
        let forecasts = try session.pairForecasts(batch, asOf: asOf, isWanted: isWanted)
        return zip(batch.histories, forecasts).map { history, outcomes in
            let rows = outcomes.map { outcome in
                outcome.map { PlatformRow(advertiser: history.advertiser, forecast: $0) }
            }
            return (history.advertiser, rows.filter(isWanted))
        }
    }

    private func isWanted(_ scenario: String) -> Bool { wanted?.contains(NameKey(scenario)) ?? true }

    private func isWanted(_ row: Result<PlatformRow, any Error>) -> Bool {
        guard let condition = query.condition, case .success(let row) = row else { return true }
        return row.forecast.scenarios.allSatisfy(condition.isMet)
    }
}

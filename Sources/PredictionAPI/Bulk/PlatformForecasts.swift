import AdvertiserDomain
import Features
import Inference

/// Forecasts the whole platform as of one day, a page of advertisers at a time.
struct PlatformForecasts {
    private enum Entry {
        case history(AdvertiserHistory)
        /// From the table.
        case known(String, [ScenarioForecast])
        case withoutHistory(String)
    }

    /// Advertisers that are scored at once, at first few and then more: the first rows shall come soon, and the later ones
    /// in batches that keep every core busy.
    private struct Page {
        private static let largest = 192

        var entries: [Entry] = []
        private var count = 16

        var isFull: Bool { entries.count >= count }

        mutating func takeEntries() -> [Entry] {
            count = min(2 * count, Self.largest)
            defer { entries.removeAll() }
            return entries
        }
    }

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

    /// Calls `body` with the rows of each page that meet the condition: by advertiser, then scenario.
    ///
    /// - Throws: what the source or `body` throws.
    func forEachPage(_ body: ([Result<PlatformRow, any Error>]) throws -> Void) throws {
        let first = asOf - (session.engine.specification.windowDays - 1)
        var names = AdvertiserNames(source: session.source)
        var page = Page()
        func flush() throws {
            try body(rows(of: page.takeEntries()))
        }
        func add(_ entry: Entry, of advertiser: String) throws {
            while query.includesNoHistory, let name = try names.next(before: advertiser) {
                page.entries.append(.withoutHistory(name))
                if page.isFull { try flush() }
            }
            page.entries.append(entry)
            if page.isFull { try flush() }
        }
        if let table = session.table, table.key.asOf == asOf {
            try table.forEachAdvertiser { try add(.known($0, $1), of: $0) }
        } else {
            try session.source.forEachHistory(from: first, through: asOf) {
                try add(.history($0), of: $0.advertiser)
            }
        }
        while query.includesNoHistory, let name = try names.next(before: nil) {
            page.entries.append(.withoutHistory(name))
            if page.isFull { try flush() }
        }
        if !page.entries.isEmpty { try flush() }
    }

    private func rows(of page: [Entry]) throws -> [Result<PlatformRow, any Error>] {
        let histories = page.compactMap { entry in
            if case .history(let history) = entry { history } else { nil }
        }
        let forecasts =
            histories.isEmpty
            ? [] : try session.pairForecasts(histories, asOf: asOf) { wanted?.contains(NameKey($0)) ?? true }
        var rows: [Result<PlatformRow, any Error>] = []
        var next = 0
        for entry in page {
            switch entry {
            case .withoutHistory(let advertiser):
                rows.append(
                    .success(
                        PlatformRow(
                            advertiser: advertiser,
                            forecast: session.engine.withoutHistory(asOf: asOf, scenarios: query.scenarios ?? []))))
            case .known(let advertiser, let scenarios):
                for scenario in scenarios where wanted?.contains(NameKey(scenario.scenario)) ?? true {
                    let forecast = session.engine.forecast(asOf: asOf, scenarios: [scenario])
                    let row = Result<PlatformRow, any Error>.success(
                        PlatformRow(advertiser: advertiser, forecast: forecast))
                    if isWanted(row) { rows.append(row) }
                }
            case .history(let history):
                for outcome in forecasts[next] {
                    let row = outcome.map { PlatformRow(advertiser: history.advertiser, forecast: $0) }
                    if isWanted(row) { rows.append(row) }
                }
                next += 1
            }
        }
        return rows
    }

    private func isWanted(_ row: Result<PlatformRow, any Error>) -> Bool {
        guard let condition = query.condition, case .success(let row) = row else { return true }
        return row.forecast.scenarios.allSatisfy(condition.isMet)
    }
}

/// Where histories come from: a database in production, a dictionary in tests, a request's body for inline predictions.
///
/// Reads are short: no call holds a transaction beyond its own return.
package protocol HistorySource: Sendable {
    var columns: HistoryColumns { get }

    /// The days covered; `nil` where there is no complete day.
    func dataRange() throws -> DataRange?

    /// The days covered.
    ///
    /// - Throws: ``NoCompleteDay`` where there is none, with what may be done about it.
    func requiredDataRange() throws -> DataRange

    /// Every scenario, ascending by name (by Unicode scalars).
    func scenarios() throws -> [ScenarioRecord]

    /// The profile and the rows of one advertiser from `first` to `last`, both included; `nil` if nobody has that name.
    func history(of advertiser: String, from first: Day, through last: Day) throws -> AdvertiserHistory?

    /// Several histories, read together, in the order of the queries; `nil` for names that nobody has.
    ///
    /// What is wrong with the rows of one is that one's outcome.
    ///
    /// - Throws: why none of them can be read.
    func histories(_ queries: [HistoryQuery]) throws -> [Result<AdvertiserHistory?, any Error>]

    /// Names of advertisers, whether they have rows or not, ascending (by Unicode scalars).
    ///
    /// - Parameters:
    ///   - name: those up to it are left out; `nil` for the first ones.
    ///   - limit: fewer than this many are the last ones.
    func advertisers(after name: String?, limit: Int) throws -> [String]

    /// Another value whenever anybody may have written since the last call; quick to get. Equal values mean that nothing
    /// was written in between, by this process or another.
    func changeMark() throws -> ChangeMark

    /// The histories of every advertiser that has a row from `first` to `last`, none of which is read yet.
    func historyPages(from first: Day, through last: Day) throws -> any HistoryPages
}

extension HistorySource {
    /// Of a source that knows nothing of why it has no day.
    package func requiredDataRange() throws -> DataRange {
        guard let range = try dataRange() else { throw NoCompleteDay() }
        return range
    }

    /// Calls `body` with every advertiser that has a row from `first` to `last`, ascending by name.
    package func forEachHistory(
        from first: Day, through last: Day, _ body: (AdvertiserHistory) throws -> Void
    ) throws {
        var pages = try historyPages(from: first, through: last)
        while let page = try pages.next() {
            for history in page { try body(history) }
        }
    }

    /// Of a source that does not change.
    package func changeMark() throws -> ChangeMark { ChangeMark(file: 0, version: 0) }

    /// Reads one after the other.
    package func histories(_ queries: [HistoryQuery]) throws -> [Result<AdvertiserHistory?, any Error>] {
        queries.map { query in
            Result { try history(of: query.advertiser, from: query.first, through: query.last) }
        }
    }

    /// Those of several advertisers over the same days.
    package func histories(
        of advertisers: [String], from first: Day, through last: Day
    ) throws -> [Result<AdvertiserHistory?, any Error>] {
        try histories(advertisers.map { HistoryQuery(advertiser: $0, from: first, through: last) })
    }

    /// Those who have a row on any day.
    package func advertisers(after name: String?, limit: Int) throws -> [String] {
        guard let range = try dataRange() else { return [] }
        var names: [String] = []
        try forEachHistory(from: range.oldest, through: range.newest) { history in
            let isLater = name.map { $0.utf8.lexicographicallyPrecedes(history.advertiser.utf8) } ?? true
            if isLater, names.count < limit { names.append(history.advertiser) }
        }
        return names
    }
}

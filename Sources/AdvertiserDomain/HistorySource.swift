/// Where histories come from: a database in production, a dictionary in tests, a request's body for inline predictions.
///
/// Reads are short: no call holds a transaction beyond its own return.
package protocol HistorySource: Sendable {
    var columns: HistoryColumns { get }

    /// The days covered; `nil` where there is no complete day.
    func dataRange() throws -> DataRange?

    /// Every scenario, ascending by name (by Unicode scalars).
    func scenarios() throws -> [ScenarioRecord]

    /// The profile and the rows of one advertiser from `first` to `last`, both included; `nil` if nobody has that name.
    func history(of advertiser: String, from first: Day, through last: Day) throws -> AdvertiserHistory?

    /// Calls `body` with every advertiser that has a row from `first` to `last`, ascending by name.
    func forEachHistory(from first: Day, through last: Day, _ body: (AdvertiserHistory) throws -> Void) throws
}

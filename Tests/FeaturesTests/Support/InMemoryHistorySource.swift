import AdvertiserDomain

/// Histories held in an array, read as a database would be.
struct InMemoryHistorySource: HistorySource {
    let columns: HistoryColumns
    let scenarioRecords: [ScenarioRecord]
    /// Ascending by advertiser; snapshots by scenario, then day.
    var histories: [AdvertiserHistory]

    func dataRange() -> DataRange? {
        let days = histories.flatMap { $0.snapshots.map(\.day) }
        guard let oldest = days.min(), let newest = days.max() else { return nil }
        return DataRange(oldest: oldest, newest: newest, gaps: [])
    }

    func scenarios() -> [ScenarioRecord] { scenarioRecords }

    func history(of advertiser: String, from first: Day, through last: Day) -> AdvertiserHistory? {
        histories.first { $0.advertiser == advertiser }.map { history in
            AdvertiserHistory(
                advertiser: history.advertiser, profile: history.profile,
                snapshots: history.snapshots.filter { first <= $0.day && $0.day <= last })
        }
    }

    func historyPages(from first: Day, through last: Day) -> any HistoryPages {
        let parts = histories.compactMap { history(of: $0.advertiser, from: first, through: last) }
        return [parts.filter { !$0.snapshots.isEmpty }].makeIterator()
    }
}

/// The pages of a source in memory.
extension IndexingIterator: HistoryPages where Elements == [[AdvertiserHistory]] {}

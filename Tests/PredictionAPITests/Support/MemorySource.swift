import AdvertiserDomain
import Features

/// Histories in memory.
struct MemorySource: HistorySource {
    /// A fault of one advertiser's rows.
    struct BadRow: Error {}

    var columns = ExampleWorld.specification.columns
    var range: DataRange? = DataRange(oldest: ExampleWorld.firstDay, newest: ExampleWorld.lastDay, gaps: [])
    var histories: [AdvertiserHistory]
    /// An advertiser whose rows cannot be read.
    var badAdvertiser: String?
    /// Called at every reading of the range, which fails where it throws.
    var onRange: @Sendable () throws -> Void = {}

    init(histories: [AdvertiserHistory]) {
        self.histories = histories
    }

    func dataRange() throws -> DataRange? {
        try onRange()
        return range
    }

    func scenarios() -> [ScenarioRecord] { ExampleWorld.scenarios }

    func history(of advertiser: String, from first: Day, through last: Day) throws -> AdvertiserHistory? {
        if advertiser == badAdvertiser { throw BadRow() }
        return histories.first { $0.advertiser == advertiser }.map { history in
            AdvertiserHistory(
                advertiser: advertiser, profile: history.profile,
                snapshots: history.snapshots.filter { first <= $0.day && $0.day <= last })
        }
    }

    func historyPages(from first: Day, through last: Day) -> any HistoryPages {
        Pages(source: self, first: first, last: last, names: histories.map(\.advertiser)[...])
    }

    /// Pages of one advertiser each.
    private struct Pages: HistoryPages {
        let source: MemorySource
        let first: Day
        let last: Day
        var names: ArraySlice<String>

        mutating func next() throws -> [AdvertiserHistory]? {
            guard let name = names.popFirst() else { return nil }
            let history = try source.history(of: name, from: first, through: last)
            return [history].compactMap(\.self).filter { !$0.snapshots.isEmpty }
        }
    }
}

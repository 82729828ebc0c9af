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
    /// Called at every reading of the range.
    var onRange: @Sendable () -> Void = {}

    init(histories: [AdvertiserHistory]) {
        self.histories = histories
    }

    func dataRange() -> DataRange? {
        onRange()
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

    func forEachHistory(from first: Day, through last: Day, _ body: (AdvertiserHistory) throws -> Void) throws {
        for history in histories {
            guard let history = try self.history(of: history.advertiser, from: first, through: last),
                !history.snapshots.isEmpty
            else { continue }
            try body(history)
        }
    }
}

import AdvertiserDomain
import Foundation
import Synchronization

@testable import Inference

/// A source whose rows can be changed, as a database's can.
final class ChangingSource: HistorySource {
    let columns: HistoryColumns
    private let records: [ScenarioRecord]
    private let content: Mutex<(histories: [AdvertiserHistory], newest: Day, version: Int)>

    init(_ world: TinyWorld) {
        columns = world.columns
        records = world.scenarios
        content = Mutex((world.histories.sorted { $0.advertiser < $1.advertiser }, TinyWorld.lastDay, 0))
    }

    /// Counts the reads of everything.
    let passes = Mutex(0)

    func change(_ body: (inout [AdvertiserHistory]) -> Void) {
        content.withLock { content in
            body(&content.histories)
            content.version += 1
        }
    }

    /// Has the newest day not be complete any more, or again.
    func setNewest(_ day: Day) {
        content.withLock { $0.newest = day }
    }

    func changeMark() -> ChangeMark { ChangeMark(file: 0, version: content.withLock { $0.version }) }

    func dataRange() -> DataRange? {
        DataRange(oldest: TinyWorld.firstDay, newest: content.withLock { $0.newest }, gaps: [])
    }

    func scenarios() -> [ScenarioRecord] { records }

    func history(of advertiser: String, from first: Day, through last: Day) -> AdvertiserHistory? {
        content.withLock { $0.histories }.first { $0.advertiser == advertiser }.map { history in
            AdvertiserHistory(
                advertiser: advertiser, profile: history.profile,
                snapshots: history.snapshots.filter { first <= $0.day && $0.day <= last })
        }
    }

    func historyPages(from first: Day, through last: Day) -> any HistoryPages {
        passes.withLock { $0 += 1 }
        let histories = content.withLock { $0.histories.map(\.advertiser) }
            .compactMap { history(of: $0, from: first, through: last) }
        return [histories.filter { !$0.snapshots.isEmpty }].makeIterator()
    }
}

/// A directory of its own, removed with the object.
final class TableDirectory {
    let path = NSTemporaryDirectory() + "adcast-tables-\(UUID().uuidString)"

    var cache: ForecastTableCache { ForecastTableCache(directory: path) }

    var files: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}

extension AdvertiserHistory {
    /// With another first measure on a day of a scenario.
    func corrected(_ scenario: String, _ day: Day) -> AdvertiserHistory {
        AdvertiserHistory(
            advertiser: advertiser, profile: profile,
            snapshots: snapshots.map { snapshot in
                guard snapshot.scenario == scenario, snapshot.day == day else { return snapshot }
                return DailySnapshot(
                    scenario: scenario, day: day,
                    measures: [snapshot.measures[0] + 1] + snapshot.measures.dropFirst())
            })
    }
}

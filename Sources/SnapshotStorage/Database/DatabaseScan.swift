import AdvertiserDomain
import Foundation
import GRDB

/// What a look at a whole database file found; holds until somebody writes.
struct DatabaseScan: Sendable {
    /// Of before the look, so that what was written meanwhile asks for another one.
    let mark: ChangeMark
    /// The date of the look: on the next, another day may be the newest.
    let today: Day
    let content: DataSummary
    /// The newest day, where it has to settle.
    let settling: SettlingDay?

    /// Reads in one transaction, beside all others that read.
    ///
    /// - parameters:
    ///   - mark: Taken from these connections.
    ///   - today: No later day may have to settle.
    ///   - previous: The scan before; only one of the same file counts.
    init(
        _ connections: DatabaseConnections, mark: ChangeMark, columns: HistoryColumns, completeness: DayCompleteness,
        today: Day, path: String, after previous: DatabaseScan?
    ) throws {
        let schema = connections.schema
        let (content, newest) = try connections.pool.read { database in
            let content = try DataSummary(database, schema: schema, columns: columns)
            var newest: SettlingDay.State?
            if case .settled = completeness, !schema.listsCompleteDays,
                let day = content.days.last(where: { $0 <= today })
            {
                newest = try SettlingDay.State(database, day: day, measures: columns.measures)
            }
            return (content, newest)
        }
        self.mark = mark
        self.today = today
        self.content = content
        let known = previous.flatMap { $0.mark.file == mark.file ? $0.settling : nil }
        if let newest, case .settled(_, let now) = completeness {
            let changed = Self.modificationDate(path) ?? now()
            settling = known?.updated(with: newest, now: now()) ?? SettlingDay(newest, unchangedSince: changed)
        } else {
            settling = known
        }
    }

    /// When the database file or its write-ahead log last changed.
    private static func modificationDate(_ path: String) -> Date? {
        [path, path + "-wal"].compactMap { file in
            let attributes = try? FileManager.default.attributesOfItem(atPath: file)
            return attributes?[.modificationDate] as? Date
        }.max()
    }
}

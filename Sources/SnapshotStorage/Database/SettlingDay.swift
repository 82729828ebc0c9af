import AdvertiserDomain
import Foundation
import GRDB

/// Watches the newest day until its rows have stayed the same for long enough.
struct SettlingDay: Equatable, Sendable {
    /// The day and the sums over its rows, which change when a row is added, changed or removed.
    struct State: Equatable, Sendable {
        let day: Day
        let sums: [Double]

        init(day: Day, sums: [Double]) {
            self.day = day
            self.sums = sums
        }

        init(_ database: Database, day: Day, measures: [String]) throws {
            let totals = measures.map { ", total(\(SnapshotSchema.quoted($0)))" }.joined()
            let row = try Row.fetchOne(
                database, sql: "SELECT count(*)\(totals) FROM \(SnapshotSchema.snapshots) WHERE date = ?",
                arguments: [day.isoText])
            self.day = day
            self.sums = row.map { row in (0..<row.count).map { Double.fromDatabaseValue(row[$0]) ?? 0 } } ?? []
        }
    }

    private let state: State
    private let since: Date

    var day: Day { state.day }

    /// A first look. `unchangedSince` is when the file last changed, so that a restart need not wait anew.
    init(_ state: State, unchangedSince: Date) {
        self.state = state
        self.since = unchangedSince
    }

    /// A later look at `now`.
    func updated(with later: State, now: Date) -> SettlingDay {
        later == state ? self : SettlingDay(later, unchangedSince: now)
    }

    func isSettled(at now: Date, after seconds: Double) -> Bool {
        now.timeIntervalSince(since) >= seconds
    }
}

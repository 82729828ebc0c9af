/// One advertiser's profile and snapshots over a range of days.
package struct AdvertiserHistory: Equatable, Sendable {
    package let advertiser: String
    /// One value a column of ``HistoryColumns/profile``, in that order.
    package let profile: [AttributeValue]
    /// Sorted by scenario name (by Unicode scalars), then day; at most one a scenario and day. A missing row means zeros.
    package let rows: HistoryRows

    package init(advertiser: String, profile: [AttributeValue], rows: HistoryRows) {
        self.advertiser = advertiser
        self.profile = profile
        self.rows = rows
    }

    package init(advertiser: String, profile: [AttributeValue], snapshots: [DailySnapshot]) {
        self.init(advertiser: advertiser, profile: profile, rows: HistoryRows(snapshots))
    }

    /// The rows one by one, made anew at each call.
    package var snapshots: [DailySnapshot] {
        rows.stretches.flatMap { stretch in
            stretch.rows.map { row in
                DailySnapshot(
                    scenario: stretch.scenario, day: rows.days[row], measures: Array(rows.measures(ofRow: row)))
            }
        }
    }
}

/// One advertiser's profile and snapshots over a range of days.
package struct AdvertiserHistory: Equatable, Sendable {
    package let advertiser: String
    /// One value a column of ``HistoryColumns/profile``, in that order.
    package let profile: [AttributeValue]
    /// Sorted by scenario name (by Unicode scalars), then day; at most one a scenario and day. A missing row means zeros.
    package let snapshots: [DailySnapshot]

    package init(advertiser: String, profile: [AttributeValue], snapshots: [DailySnapshot]) {
        self.advertiser = advertiser
        self.profile = profile
        self.snapshots = snapshots
    }

    /// The number of scenarios in which there are snapshots.
    var scenarioCount: Int {
        var count = 0
        var scenario = ""
        for snapshot in snapshots where count == 0 || !snapshot.scenario.equalsByScalars(scenario) {
            scenario = snapshot.scenario
            count += 1
        }
        return count
    }
}

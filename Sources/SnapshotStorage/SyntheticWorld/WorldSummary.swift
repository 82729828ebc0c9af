import AdvertiserDomain

/// What `generate` or `append` wrote.
package struct WorldSummary: Equatable, Sendable {
    /// The configuration file beside the database.
    package let configurationPath: String
    /// Rows added to `daily_snapshots`.
    package let snapshotRows: Int
    package let firstDay: Day
    package let lastDay: Day
}

import AdvertiserDomain

/// What `generate` or `append` wrote.
package struct WorldSummary: Equatable, Sendable {
    /// Where the configuration beside the database is from.
    package enum ConfigurationOrigin: Equatable, Sendable {
        case written
        /// There was a file already, which was left as it is.
        case kept
        /// The file that was left as it is names another database.
        case keptForOther(database: String)
    }

    /// The configuration file beside the database.
    package let configurationPath: String
    package let configurationOrigin: ConfigurationOrigin
    /// Rows added to `daily_snapshots`.
    package let snapshotRows: Int
    package let firstDay: Day
    package let lastDay: Day
}

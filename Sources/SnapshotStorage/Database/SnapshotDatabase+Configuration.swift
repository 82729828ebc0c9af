import AdvertiserDomain
import Foundation

extension SnapshotDatabase {
    /// Opens the database of a configuration.
    ///
    /// - parameters:
    ///   - now: The clock that decides, with the configured time zone, which day today is.
    ///   - isService: Whether the newest date must first settle, where the database does not list complete days.
    /// - throws: ``StorageError``
    package convenience init(
        _ configuration: AdcastConfiguration, now: @escaping @Sendable () -> Date, isService: Bool = false
    ) throws {
        try self.init(
            path: configuration.database, columns: configuration.columns, onBadRow: configuration.onBadRow,
            today: { configuration.today(at: now()) },
            completeness: isService
                ? .settled(seconds: Double(configuration.settleMinutes) * 60, now: now) : .everyDate,
            readingLifetimeSeconds: isService ? 0.25 : 0
        )
    }
}

import Foundation

/// When the newest date of a database counts as whole, where the loader does not say so itself in `snapshot_days`.
package enum DayCompleteness: Sendable {
    /// At once: what a command takes for granted.
    case everyDate
    /// When its rows have not changed for so many seconds: what a service needs, which may read while a loader writes.
    case settled(seconds: Double, now: @Sendable () -> Date)
}

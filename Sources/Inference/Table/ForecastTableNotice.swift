import Checkpoints

/// What happens to the table of forecasts, for the log.
package enum ForecastTableNotice: Sendable {
    /// Look-ups are answered from a table from now on.
    case ready(ForecastTable, seconds: Double, isNew: Bool)
    /// The data changed; until it is known what that means, forecasts are computed.
    case suspended
    /// A file is of no use, and is made anew.
    case unusable(ForecastTableError)
    /// The table is kept in memory, because its directory refuses it.
    case keptInMemory(FileSystemFault)
    /// No table can be made now; it is tried again.
    case failed(String)
}

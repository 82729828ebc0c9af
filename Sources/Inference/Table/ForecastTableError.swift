import Checkpoints

/// Why a file is not a table of forecasts that can be used.
package enum ForecastTableError: Error, Equatable, CustomStringConvertible {
    case unusable(path: String, ForecastTableFault)
    case fileSystem(FileSystemFault)
    /// There are more of something than the format can hold.
    case tooLarge(advertisers: Int, rows: Int)

    package var description: String {
        switch self {
        case .unusable(let path, let fault):
            "\(path) is no table of forecasts: \(fault.rawValue); it is made anew"
        case .fileSystem(let fault): "\(fault)"
        case .tooLarge(let advertisers, let rows):
            "a table cannot hold \(rows) rows of \(advertisers) advertisers; their forecasts are computed when asked for"
        }
    }
}

/// What is wrong with a file that should be a table of forecasts.
package enum ForecastTableFault: String, Error, Sendable {
    case notATable = "it does not begin as one"
    case otherFormat = "it is of another version of the format"
    case wrongLength = "its length is not what its header says"
    case damagedHeader = "the header does not have its SHA-256"
    case damagedContent = "the content does not have its SHA-256"
    case inconsistent = "its parts contradict each other"
}

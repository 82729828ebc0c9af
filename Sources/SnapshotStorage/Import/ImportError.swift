import AdvertiserDomain

/// CSV that cannot be imported. Nothing of the import is kept.
package enum ImportError: OperatorError, Equatable {
    case unreadable(file: String)
    case empty(file: String)
    case notUTF8(file: String, line: Int)
    /// A quote is not closed, or a record is longer than ``CSVRecordChunker/largestRecord``.
    case endlessRecord(file: String, line: Int)
    case malformed(file: String, line: Int, problem: String)
    case fieldCount(file: String, line: Int, found: Int, expected: Int)
    case duplicateColumn(file: String, column: String)
    /// `suggestion` is the end of the sentence: the nearest column, or all there are, or what separates columns.
    case missingColumn(file: String, column: String, suggestion: String)
    /// A file of forecasts without one of its columns.
    case missingForecastColumn(file: String, column: String)
    /// `allowed` as the end of "it must be …".
    case badValue(file: String, line: Int, column: String, value: String, allowed: String)
    case duplicateKey(file: String, line: Int, key: String)
    /// A table that does not exist yet and of which no file says what its columns hold.
    case missingFile(table: String, option: String)
    case severalFromStandardInput
    case cannotWrite(path: String, message: String)
    /// The path no longer leads to the file that the import was to fill.
    case replaced(path: String)

    /// Columns that files have whatever the configuration says.
    private static let keyColumns = ["advertiser", "scenario", "date"]

    package var isUsageFault: Bool {
        switch self {
        case .unreadable, .missingFile, .severalFromStandardInput, .missingColumn: true
        default: false
        }
    }

    package var description: String {
        switch self {
        case .unreadable(let file):
            "\(file): cannot be read; name an existing CSV file, or - for standard input"
        case .empty(let file):
            "\(file): has no header; its first line must name the columns"
        case .notUTF8(let file, let line):
            "\(file):\(line): is not UTF-8 text; convert it, for example with iconv"
        case .endlessRecord(let file, let line):
            "\(file):\(line): this record does not end; close its quote"
        case .malformed(let file, let line, let problem):
            "\(file):\(line): \(problem); quote fields that hold commas, quotes or line ends, and double the quotes in them"
        case .fieldCount(let file, let line, let found, let expected):
            "\(file):\(line): has \(found) fields where the header has \(expected); correct the line"
        case .duplicateColumn(let file, let column):
            "\(file):1: names the column '\(column)' twice; rename one of them"
        case .missingColumn(let file, let column, let suggestion):
            "\(file):1: has no column '\(column)', which "
                + (Self.keyColumns.contains(column) ? "tells its rows apart" : "the configuration names")
                + "; \(suggestion)"
        case .missingForecastColumn(let file, let column):
            "\(file):1: has no column '\(column)'; a file of forecasts has advertiser, scenario, as_of, task, mean, and "
                + "smape_point and nmae_point or a point for both"
        case .badValue(let file, let line, let column, let value, let allowed):
            "\(file):\(line): \(column) is \(RowFault.quoted(value)), and must be \(allowed); correct the line"
        case .duplicateKey(let file, let line, let key):
            "\(file):\(line): a second row for \(key); keep one of them"
        case .missingFile(let table, let option):
            "the database has no table '\(table)' yet; give its rows with \(option)"
        case .severalFromStandardInput:
            "two files are to come from standard input; give at least one of them by its path"
        case .cannotWrite(let path, let message):
            "\(path): cannot be written (\(message)); correct the path, its permissions or the table"
        case .replaced(let path):
            "\(path): was removed or replaced during the import; import again"
        }
    }
}

import AdvertiserDomain
import GRDB
import GRDBSQLite

/// Turns rows of `daily_snapshots` into what histories hold and judges them by the data contract.
///
/// Reads the columns advertiser, scenario, date, then one a measure, in that order, straight from SQLite: values of `Row` and
/// texts for keys that repeat cost more than all the rest.
struct SnapshotRowReader {
    enum Outcome {
        /// The row that the reader shows now.
        case row
        /// A row of a day that does not count.
        case excluded
        case fault(RowFault)
    }

    private enum Wanted {
        case every
        /// From the first day on, whether each is.
        case some(first: Day, flags: [Bool])
    }

    private let columns: [String]
    private let wanted: Wanted
    private let today: Day
    private var advertiserName = RecentName()
    private var scenarioName = RecentName()
    /// Whether a good row of the recent names was read.
    private var hasPrevious = false

    /// The last row's day.
    private(set) var day = Day(number: 0)
    /// The last row's measures.
    private(set) var measures: [Float]

    /// - parameter days: Those whose rows are wanted, ascending; `nil` for all.
    init(measures: [String], today: Day, days: [Day]? = nil) {
        columns = measures
        self.measures = [Float](repeating: 0, count: measures.count)
        self.today = today
        guard let days else {
            wanted = .every
            return
        }
        guard let first = days.first, let last = days.last else {
            wanted = .some(first: today, flags: [])
            return
        }
        var flags = [Bool](repeating: false, count: last - first + 1)
        for day in days { flags[day - first] = true }
        wanted = .some(first: first, flags: flags)
    }

    /// The last row's advertiser.
    var advertiser: String { advertiserName.text }

    /// The last row's advertiser, as the database holds it.
    var advertiserBytes: [UInt8] { advertiserName.bytes }

    /// The last row's scenario.
    var scenario: String { scenarioName.text }

    /// The newest day whose rows are wanted; `nil` where all are, or none.
    var newestWantedDay: Day? {
        guard case .some(let first, let flags) = wanted, !flags.isEmpty else { return nil }
        return first + (flags.count - 1)
    }

    /// Forgets the row before, as a page or a history of its own does.
    mutating func beginPage() { hasPrevious = false }

    /// Judges the row at which the statement stands.
    mutating func read(_ row: Statement) -> Outcome {
        guard let advertiserText = row.textBytes(0), !advertiserText.isEmpty,
            let isSameAdvertiser = advertiserName.read(advertiserText)
        else { return .fault(fault(row.nameProblem(0), "advertiser", row)) }
        if !isSameAdvertiser { hasPrevious = false }
        guard let scenarioText = row.textBytes(1), !scenarioText.isEmpty,
            let isSameScenario = scenarioName.read(scenarioText)
        else { return .fault(fault(row.nameProblem(1), "scenario", row)) }
        if !isSameScenario { hasPrevious = false }
        guard let dateText = row.textBytes(2), let day = Day(isoBytes: dateText) else {
            return .fault(fault(.malformedDate(Self.value(2, of: row).textForErrors), "date", row))
        }
        if day > today { return .fault(fault(.inTheFuture(today: today), "date", row)) }
        guard isWanted(day) else { return .excluded }
        if let fault = readMeasures(row) { return .fault(fault) }
        if hasPrevious, self.day == day { return .fault(fault(.duplicate, "date", row)) }
        self.day = day
        hasPrevious = true
        return .row
    }

    /// - returns: what is wrong with the first bad one.
    private mutating func readMeasures(_ row: Statement) -> RowFault? {
        let statement = row.sqliteStatement
        let bad = measures.withUnsafeMutableBufferPointer { measures -> (position: Int, problem: RowFault.Problem)? in
            for position in measures.indices {
                // Found once for type and number: connections are without a mutex, so that the value needs no protection.
                let value = sqlite3_column_value(statement, CInt(truncatingIfNeeded: position + 3))
                let number: Double
                switch sqlite3_value_type(value) {
                // An integer comes as the number nearest to it.
                case SQLITE_INTEGER, SQLITE_FLOAT: number = sqlite3_value_double(value)
                case SQLITE_NULL: number = 0
                case SQLITE_TEXT: return (position, .text(Self.value(position + 3, of: row).textForErrors))
                default: return (position, .binary)
                }
                let measure = Float(number)
                guard measure >= 0 else { return (position, .negative(number)) }
                guard measure.isFinite else { return (position, .notFinite(number)) }
                measures[position] = measure
            }
            return nil
        }
        return bad.map { fault($0.problem, columns[$0.position], row) }
    }

    private func isWanted(_ day: Day) -> Bool {
        switch wanted {
        case .every: return true
        case .some(let first, let flags):
            let offset = day - first
            return flags.indices.contains(offset) && flags[offset]
        }
    }

    private static func value(_ index: Int, of row: Statement) -> DatabaseValue {
        DatabaseValue(sqliteStatement: row.sqliteStatement, index: CInt(index))
    }

    private func fault(_ problem: RowFault.Problem, _ column: String, _ row: Statement) -> RowFault {
        func text(_ index: Int) -> String? {
            let value = Self.value(index, of: row)
            return value.isNull ? nil : value.textForErrors
        }
        return RowFault(
            table: SnapshotSchema.snapshots, column: column, advertiser: text(0), scenario: text(1), date: text(2),
            problem: problem)
    }
}

import AdvertiserDomain
import GRDB

/// Turns rows of `daily_snapshots` into snapshots and judges them by the data contract.
///
/// Reads the columns advertiser, scenario, date, then one a measure, in that order. Keeps what it knows of each date, so that
/// a date's text is parsed once a pass.
struct SnapshotRowReader {
    enum Outcome {
        case snapshot(advertiser: String, DailySnapshot)
        /// A row of a day that does not count.
        case excluded
        case fault(RowFault)
    }

    private enum Verdict {
        case counts(Day)
        case excluded
        case fault(RowFault.Problem)
    }

    private let measures: [String]
    private let isIncluded: @Sendable (Day) -> Bool
    private let today: Day
    private var verdicts: [String: Verdict] = [:]
    private var previous: (advertiser: String, scenario: String, day: Day)?

    /// - parameter isIncluded: Says whether rows of a day are wanted.
    init(measures: [String], today: Day, isIncluded: @escaping @Sendable (Day) -> Bool) {
        self.measures = measures
        self.today = today
        self.isIncluded = isIncluded
    }

    /// Wants the rows of these days alone, and knows their dates.
    init(measures: [String], today: Day, days: [Day]) {
        let wanted = Set(days)
        self.init(measures: measures, today: today) { wanted.contains($0) }
        for day in days { verdicts[day.isoText] = .counts(day) }
    }

    /// Forgets the row before, as a new page does.
    mutating func beginPage() { previous = nil }

    /// Judges the row at which the statement stands.
    mutating func read(_ row: Statement) -> Outcome {
        let advertiserValue = Self.value(0, of: row)
        guard case .string(let advertiser) = advertiserValue.storage, !advertiser.isEmpty else {
            return .fault(keyFault("advertiser", advertiserValue, row))
        }
        let scenarioValue = Self.value(1, of: row)
        guard case .string(var scenario) = scenarioValue.storage, !scenario.isEmpty else {
            return .fault(keyFault("scenario", scenarioValue, row))
        }
        let dateValue = Self.value(2, of: row)
        guard case .string(let date) = dateValue.storage else {
            return .fault(fault(.malformedDate(dateValue.textForErrors), "date", row))
        }
        let day: Day
        switch verdict(of: date) {
        case .counts(let counted): day = counted
        case .excluded: return .excluded
        case .fault(let problem): return .fault(fault(problem, "date", row))
        }
        if let previous {
            if previous.scenario.equalsByScalars(scenario) {
                if previous.day == day, previous.advertiser.equalsByScalars(advertiser) {
                    return .fault(fault(.duplicate, "date", row))
                }
                scenario = previous.scenario
            }
        }
        var values: [Float] = []
        values.reserveCapacity(measures.count)
        for index in measures.indices {
            let value = Self.value(index + 3, of: row)
            let number: Double
            switch value.storage {
            case .int64(let integer): number = Double(integer)
            case .double(let double): number = double
            case .null: number = 0
            case .string(let text): return .fault(fault(.text(text), measures[index], row))
            case .blob: return .fault(fault(.binary, measures[index], row))
            }
            let measure = Float(number)
            guard measure >= 0 else { return .fault(fault(.negative(number), measures[index], row)) }
            guard measure.isFinite else { return .fault(fault(.notFinite(number), measures[index], row)) }
            values.append(measure)
        }
        previous = (advertiser, scenario, day)
        return .snapshot(advertiser: advertiser, DailySnapshot(scenario: scenario, day: day, measures: values))
    }

    /// Straight from SQLite: `Row` decodes through generics that cost as much as all the rest.
    private static func value(_ index: Int, of row: Statement) -> DatabaseValue {
        DatabaseValue(sqliteStatement: row.sqliteStatement, index: CInt(index))
    }

    private mutating func verdict(of date: String) -> Verdict {
        if let known = verdicts[date] { return known }
        let verdict: Verdict
        if let day = Day(isoText: date) {
            verdict = day > today ? .fault(.inTheFuture(today: today)) : isIncluded(day) ? .counts(day) : .excluded
        } else {
            verdict = .fault(.malformedDate(date))
        }
        // A hostile table could hold a text of its own in each row.
        if verdicts.count < 100_000 { verdicts[date] = verdict }
        return verdict
    }

    private func keyFault(_ column: String, _ value: DatabaseValue, _ row: Statement) -> RowFault {
        fault(.noName(value.isNull ? "NULL" : "'\(value.textForErrors)'"), column, row)
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

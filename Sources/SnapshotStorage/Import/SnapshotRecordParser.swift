import AdvertiserDomain
import GRDB

/// Judges the records of a snapshots file by the data contract and turns them into values to store.
struct SnapshotRecordParser {
    private enum Role {
        case name
        case date
        case measure
        case other
    }

    private let file: String
    private let header: [String]
    private let fields: [(index: Int, role: Role)]
    private let dateIndex: Int
    private let today: Day

    init(_ reader: CSVReader, fields: [(column: String, index: Int)], measures: [String], today: Day) throws {
        file = reader.file
        header = reader.header
        dateIndex = try reader.requiredIndex(of: "date")
        self.today = today
        self.fields = fields.map { column, index in
            switch column.lowercased() {
            case "advertiser", "scenario": (index, .name)
            case "date": (index, .date)
            default: (index, measures.contains { CSVReader.isSame($0, column) } ? .measure : .other)
            }
        }
    }

    /// - returns: The record's day and one value a field.
    /// - throws: ``ImportError/badValue(file:line:column:value:allowed:)``
    func parse(_ record: CSVReader.Record) throws -> (day: Day, values: [DatabaseValue]) {
        let day = try self.day(record)
        var values: [DatabaseValue] = []
        values.reserveCapacity(fields.count)
        for (index, role) in fields {
            let text = record.fields[index]
            switch role {
            case .name:
                guard !text.isEmpty else { throw refusal(record, index, allowed: "a text that is not empty") }
                values.append(text.databaseValue)
            case .date: values.append(day.isoText.databaseValue)
            case .measure: values.append(try measure(record, index).databaseValue)
            case .other:
                let number = DecimalText.value(of: text)
                values.append(text.isEmpty ? .null : number?.databaseValue ?? text.databaseValue)
            }
        }
        return (day, values)
    }

    private func day(_ record: CSVReader.Record) throws -> Day {
        guard let day = Day(isoText: CSVReader.trimmed(record.fields[dateIndex])) else {
            throw refusal(record, dateIndex, allowed: "a date YYYY-MM-DD")
        }
        guard day <= today else { throw refusal(record, dateIndex, allowed: "no later than today, \(today)") }
        return day
    }

    /// Nothing between two commas is zero.
    private func measure(_ record: CSVReader.Record, _ index: Int) throws -> Double {
        let text = CSVReader.trimmed(record.fields[index])
        guard !text.isEmpty else { return 0 }
        guard let value = DecimalText.value(of: text), value >= 0, Float(value).isFinite else {
            throw refusal(record, index, allowed: "a number from 0 to 3.4e38")
        }
        return value
    }

    private func refusal(_ record: CSVReader.Record, _ index: Int, allowed: String) -> ImportError {
        .badValue(
            file: file, line: record.line, column: header[index], value: record.fields[index], allowed: allowed)
    }
}

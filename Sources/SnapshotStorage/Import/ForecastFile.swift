import AdvertiserDomain

/// Forecasts that another program made, as CSV: the columns advertiser, scenario, as_of, task and mean, in any order, under a
/// header, with smape_point and nmae_point, or one column point for both.
package struct ForecastFile {
    /// One line.
    package struct Record: Equatable, Sendable {
        package let line: Int
        package let advertiser: String
        package let scenario: String
        package let asOf: Day
        package let task: String
        package let mean: Float
        /// What minimises SMAPE.
        package let smapePoint: Float
        /// What minimises NMAE.
        package let nmaePoint: Float
    }

    private var reader: CSVReader
    private let indices: (advertiser: Int, scenario: Int, asOf: Int, task: Int)
    private let amounts: (mean: Amount, smapePoint: Amount, nmaePoint: Amount)

    private struct Amount {
        let column: String
        let index: Int
    }

    /// Reads the header.
    ///
    /// - throws: ``ImportError``
    package init(_ source: CSVSource) throws {
        let reader = try CSVReader(source)
        self.reader = reader
        func index(_ column: String) throws -> Int {
            guard let index = reader.index(of: column) else {
                throw ImportError.missingForecastColumn(file: source.name, column: column)
            }
            return index
        }
        indices = (
            try index("advertiser"), try index("scenario"), try index("as_of"), try index("task")
        )
        func amount(_ column: String) throws -> Amount {
            let name = reader.index(of: column) == nil && column != "mean" ? "point" : column
            return Amount(column: name, index: try index(name))
        }
        amounts = (try amount("mean"), try amount("smape_point"), try amount("nmae_point"))
    }

    /// Calls `body` with each record, in the order of the file.
    ///
    /// - throws: ``ImportError`` with the line at fault, or what `body` throws.
    package mutating func forEach(_ body: (Record) throws -> Void) throws {
        while let records = try reader.next() {
            for record in records { try body(parse(record)) }
        }
    }

    private func parse(_ record: CSVReader.Record) throws -> Record {
        func value(_ amount: Amount) throws -> Float {
            let text = CSVReader.trimmed(record.fields[amount.index])
            guard let value = DecimalText.value(of: text), value >= 0, Float(value).isFinite else {
                throw ImportError.badValue(
                    file: reader.file, line: record.line, column: amount.column, value: text,
                    allowed: "a number that is not negative")
            }
            return Float(value)
        }
        let date = CSVReader.trimmed(record.fields[indices.asOf])
        guard let asOf = Day(isoText: date) else {
            throw ImportError.badValue(
                file: reader.file, line: record.line, column: "as_of", value: date, allowed: "a date YYYY-MM-DD")
        }
        return Record(
            line: record.line, advertiser: record.fields[indices.advertiser],
            scenario: record.fields[indices.scenario], asOf: asOf,
            task: CSVReader.trimmed(record.fields[indices.task]), mean: try value(amounts.mean),
            smapePoint: try value(amounts.smapePoint), nmaePoint: try value(amounts.nmaePoint))
    }
}

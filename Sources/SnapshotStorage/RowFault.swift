import AdvertiserDomain

/// One value of the database that breaks the data contract, and where it stands.
package struct RowFault: Equatable, Sendable, CustomStringConvertible {
    package enum Problem: Equatable, Sendable {
        case text(String)
        case binary
        case negative(Double)
        /// Infinite, or beyond what a 32-bit number holds.
        case notFinite(Double)
        case malformedDate(String)
        /// `today` is the newest day there can be.
        case inTheFuture(today: Day)
        /// A key that is NULL, empty or no text.
        case noName(String)
        /// A name or a text in another encoding, such as Latin-1.
        case notUTF8(bytes: [UInt8])
        case duplicate
    }

    package let table: String
    package let column: String
    package let advertiser: String?
    package let scenario: String?
    /// The date as the database gives it.
    package let date: String?
    package let problem: Problem

    package init(
        table: String, column: String, advertiser: String? = nil, scenario: String? = nil, date: String? = nil,
        problem: Problem
    ) {
        self.table = table
        self.column = column
        self.advertiser = advertiser
        self.scenario = scenario
        self.date = date
        self.problem = problem
    }

    package var description: String {
        var keys: [String] = []
        if let advertiser { keys.append("advertiser \(Self.quoted(advertiser))") }
        if let scenario { keys.append("scenario \(Self.quoted(scenario))") }
        if let date { keys.append("date \(Self.quoted(date))") }
        let row = keys.isEmpty ? "" : " (\(keys.joined(separator: ", ")))"
        return "\(table).\(column)\(row): \(problem.description)"
    }

    /// The text in quotes on one line, shortened to what a person can read.
    static func quoted(_ text: String) -> String {
        let line = text.prefix(60).map { $0.isNewline ? " " : String($0) }.joined()
        return "'\(line)\(text.count > 60 ? "…" : "")'"
    }
}

extension RowFault.Problem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .text(let text): "\(RowFault.quoted(text)) is text in a numeric column"
        case .binary: "it is binary data"
        case .negative(let value): "\(value) is negative"
        case .notFinite(let value): "\(value) is not a finite 32-bit number"
        case .malformedDate(let text): "\(RowFault.quoted(text)) is not a date YYYY-MM-DD"
        case .inTheFuture(let today): "it lies after today, \(today)"
        case .noName(let what): "the key is \(what), not a text"
        case .notUTF8(let bytes): "x\(RowFault.quoted(Self.hexadecimal(bytes))) is not UTF-8 text"
        case .duplicate: "the row is there twice"
        }
    }

    /// The digits of the bytes in SQL, by which a person finds the row.
    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    }
}

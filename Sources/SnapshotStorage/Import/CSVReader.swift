import AdvertiserDomain
import SwiftCSV

/// Reads the records of a CSV file with a header, a chunk at a time.
struct CSVReader {
    /// One record: as many fields as the header has.
    struct Record {
        let line: Int
        let fields: [String]
    }

    let file: String
    private(set) var header: [String]
    private var chunker: CSVRecordChunker
    private var pending: [Record]

    /// Reads the header.
    ///
    /// - throws: ``ImportError``
    init(_ source: CSVSource, blockSize: Int = 1 << 18) throws {
        file = source.name
        chunker = CSVRecordChunker(source, blockSize: blockSize)
        pending = []
        header = []
        while header.isEmpty, let chunk = try chunker.next() {
            var records = try Self.parse(chunk, file: file)
            guard !records.isEmpty else { continue }
            header = records.removeFirst().fields.map(Self.trimmed)
            pending = records
        }
        guard !header.isEmpty else { throw ImportError.empty(file: file) }
        for (index, name) in header.enumerated() where header[..<index].contains(where: { Self.isSame($0, name) }) {
            throw ImportError.duplicateColumn(file: file, column: name)
        }
    }

    var byteCount: Int { chunker.byteCount }

    /// The next records, blank lines left out; `nil` at the end.
    ///
    /// - throws: ``ImportError``
    mutating func next() throws -> [Record]? {
        var records = pending
        pending = []
        while records.isEmpty {
            guard let chunk = try chunker.next() else { return nil }
            records = try Self.parse(chunk, file: file)
        }
        for record in records where record.fields.count != header.count {
            throw ImportError.fieldCount(
                file: file, line: record.line, found: record.fields.count, expected: header.count)
        }
        return records
    }

    /// The field in which a column stands; letters' case does not matter, as in SQLite.
    func index(of column: String) -> Int? {
        header.firstIndex { Self.isSame($0, column) }
    }

    /// - throws: ``ImportError/missingColumn(file:column:suggestion:)``
    func requiredIndex(of column: String) throws -> Int {
        guard let index = index(of: column) else {
            throw ImportError.missingColumn(
                file: file, column: column,
                suggestion: otherSeparator.map { "its separator seems to be \($0), and must be a comma" }
                    ?? Spelling.suggestion(for: column, among: header))
        }
        return index
    }

    /// What a header of one column is likely to have in place of commas; `nil` for any other header.
    private var otherSeparator: String? {
        guard header.count == 1 else { return nil }
        return [(";", "';'"), ("\t", "a tab"), ("|", "'|'")].first { header[0].contains($0.0) }?.1
    }

    static func isSame(_ column: String, _ other: String) -> Bool { column.lowercased() == other.lowercased() }

    /// Without the spaces at both ends.
    static func trimmed(_ field: String) -> String {
        var bytes = field.utf8[...]
        while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
        while let first = bytes.first, first == 0x20 || first == 0x09 { bytes.removeFirst() }
        return String(bytes) ?? field
    }

    private static func parse(_ chunk: CSVRecordChunker.Chunk, file: String) throws -> [Record] {
        let rows: [[String]]
        do {
            rows = try self.rows(of: chunk.text)
        } catch {
            throw ImportError.malformed(
                file: file, line: firstMalformedLine(of: chunk), problem: "the quotes do not match")
        }
        // A lone carriage return ends a row for the parser, and not for the chunker.
        guard rows.count == chunk.lines.count else {
            throw ImportError.malformed(
                file: file, line: firstMalformedLine(of: chunk),
                problem: "a carriage return without a line feed stands outside quotes")
        }
        return zip(chunk.lines, rows).filter { $0.1 != [""] }.map { Record(line: $0, fields: $1) }
    }

    private static func rows(of text: String) throws -> [[String]] {
        let csv = try EnumeratedCSV(string: text, delimiter: .comma, loadColumns: false, rowLimit: 0)
        var rows: [[String]] = []
        try csv.enumerateAsArray(startAt: 0, rowLimit: nil) { rows.append($0) }
        return rows
    }

    /// The line of the first record that alone does not parse to one row.
    private static func firstMalformedLine(of chunk: CSVRecordChunker.Chunk) -> Int {
        var bytes = chunk.text.utf8.makeIterator()
        // Fed a byte at a time, a chunker gives a record at a time.
        var chunker = CSVRecordChunker(CSVSource(name: "") { _ in bytes.next().map { [$0] } ?? [] }, blockSize: 1)
        var index = 0
        while let record = try? chunker.next() {
            guard (try? rows(of: record.text))?.count == record.lines.count else { break }
            index += record.lines.count
        }
        return index < chunk.lines.count ? chunk.lines[index] : chunk.lines.last ?? 1
    }
}

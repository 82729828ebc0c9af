import Testing

@testable import SnapshotStorage

@Suite struct CSVReaderTests {
    static func records(_ text: String, blockSize: Int = 1 << 18) throws -> (
        header: [String], records: [CSVReader.Record]
    ) {
        var reader = try CSVReader(CSVRecordChunkerTests.source(Array(text.utf8)), blockSize: blockSize)
        var records: [CSVReader.Record] = []
        while let next = try reader.next() { records.append(contentsOf: next) }
        return (reader.header, records)
    }

    @Test(arguments: [1, 5, 7, 64, 4096])
    func readsQuotesLineEndsAndEmptyFields(blockSize: Int) throws {
        let (header, records) = try Self.records(
            "\u{FEFF} name ,note,\"size\"\r\n\"a, b\",\"say \"\"hi\"\"\r\nthere\",\r\n\r\n,x,1", blockSize: blockSize)
        #expect(header == ["name", "note", "size"])
        #expect(records.map(\.fields) == [["a, b", "say \"hi\"\r\nthere", ""], ["", "x", "1"]])
        #expect(records.map(\.line) == [2, 5])
    }

    @Test func keepsOtherSeparatorsInAField() throws {
        #expect(try Self.records("a,b\n1,2\u{2028}3\n").records.map(\.fields) == [["1", "2\u{2028}3"]])
    }

    @Test func findsColumnsInAnyCase() throws {
        let reader = try CSVReader(CSVRecordChunkerTests.source(Array("Advertiser,DATE\n".utf8)))
        #expect(reader.index(of: "date") == 1)
        #expect(reader.index(of: "scenario") == nil)
        #expect(
            throws: ImportError.missingColumn(
                file: "test.csv", column: "advertisers", suggestion: "did you mean 'Advertiser'?")
        ) { try reader.requiredIndex(of: "advertisers") }
    }

    @Test(arguments: [
        ("advertiser;date", "its separator seems to be ';', and must be a comma"),
        ("advertiser\tdate", "its separator seems to be a tab, and must be a comma"),
        ("a;b,c", "known: a;b, c"),
    ])
    func suspectsAnotherSeparator(header: String, suggestion: String) throws {
        let reader = try CSVReader(CSVRecordChunkerTests.source(Array((header + "\n").utf8)))
        let error = ImportError.missingColumn(file: "test.csv", column: "scenario", suggestion: suggestion)
        #expect(throws: error) { try reader.requiredIndex(of: "scenario") }
        #expect(error.isUsageFault)
        #expect(error.description == "test.csv:1: has no column 'scenario', which tells its rows apart; \(suggestion)")
    }

    @Test(arguments: [
        ("", ImportError.empty(file: "test.csv")),
        ("\n\n", ImportError.empty(file: "test.csv")),
        ("a,b,A\n", ImportError.duplicateColumn(file: "test.csv", column: "A")),
        ("a,b\n1,2\n3\n", ImportError.fieldCount(file: "test.csv", line: 3, found: 1, expected: 2)),
        ("a,b\n1,2,3\n", ImportError.fieldCount(file: "test.csv", line: 2, found: 3, expected: 2)),
        (
            "a,b\n1,2\n3,\"4\"x\n5,6\n",
            ImportError.malformed(file: "test.csv", line: 3, problem: "the quotes do not match")
        ),
        (
            "a,b\n1,2\n3,4\r5,6\n",
            ImportError.malformed(
                file: "test.csv", line: 3, problem: "a carriage return without a line feed stands outside quotes")
        ),
    ])
    func namesTheFault(text: String, expected: ImportError) {
        #expect(throws: expected) { try Self.records(text) }
        #expect(!expected.description.contains("\n"))
    }
}

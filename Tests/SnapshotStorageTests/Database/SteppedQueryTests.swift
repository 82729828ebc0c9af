import GRDB
import Testing

@testable import SnapshotStorage

@Suite struct SteppedQueryTests {
    private struct Interruption: Error {}

    private func database() throws -> DatabaseQueue {
        let queue = try DatabaseQueue()
        try queue.write { database in
            try database.execute(
                sql: """
                    CREATE TABLE days(name TEXT, number INTEGER);
                    INSERT INTO days VALUES ('a', 1), ('b', 2), ('b', 3);
                    """)
        }
        return queue
    }

    private func numbers(_ query: SteppedQuery, of name: String) throws -> [Int64] {
        var numbers: [Int64] = []
        try query.forEachRow([name]) { row in
            let value = DatabaseValue(sqliteStatement: row.sqliteStatement, index: 0)
            if case .int64(let number) = value.storage { numbers.append(number) }
        }
        return numbers
    }

    @Test func givesTheRowsOfEachRun() throws {
        try database().read { database in
            let query = try SteppedQuery("SELECT number FROM days WHERE name = ? ORDER BY number", database)
            #expect(try numbers(query, of: "b") == [2, 3])
            #expect(try numbers(query, of: "c") == [])
            #expect(try numbers(query, of: "a") == [1])
        }
    }

    @Test func runsAgainAfterARunThatWasLeft() throws {
        try database().read { database in
            let query = try SteppedQuery("SELECT number FROM days WHERE name = ? ORDER BY number", database)
            #expect(throws: Interruption.self) { try query.forEachRow(["b"]) { _ in throw Interruption() } }
            #expect(try numbers(query, of: "b") == [2, 3])
        }
    }

    @Test func stopsWhereItIsTold() throws {
        try database().read { database in
            let query = try SteppedQuery("SELECT number FROM days WHERE name > ?", database)
            var count = 0
            try query.readRows([Array("a".utf8)]) { _ in
                count += 1
                return false
            }
            #expect(count == 1)
            // An empty text is less than all others, where NULL would be less than none.
            try query.readRows([[]]) { _ in
                count += 1
                return true
            }
            #expect(count == 1 + 3)
        }
    }

    @Test(arguments: [[], [0x4D, 0xFC], [0x61, 0x00, 0x62]] as [[UInt8]])
    func textsKeepTheirBytes(bytes: [UInt8]) throws {
        try database().read { database in
            let query = try SteppedQuery("SELECT typeof(?1), ?1", database)
            var found: [[UInt8]?] = []
            try query.readRows([bytes]) { row in
                #expect(row.text(0) == "text")
                found.append(row.textBytes(1).map { Array($0) })
                return true
            }
            #expect(found == [bytes])
        }
    }

    @Test func saysWhatIsWrongWithAStep() throws {
        try database().read { database in
            let query = try SteppedQuery("SELECT abs(-9223372036854775807 - ?)", database)
            let error = #expect(throws: DatabaseError.self) { try query.forEachRow(["1"]) { _ in } }
            #expect(error?.resultCode == .SQLITE_ERROR)
            #expect(error?.message == "integer overflow")
        }
    }
}

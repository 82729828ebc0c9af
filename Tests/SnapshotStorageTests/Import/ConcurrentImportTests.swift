import AdvertiserDomain
import Foundation
import GRDB
import Testing

@testable import SnapshotStorage

/// Imports that meet at the path of a database that neither of them found.
@Suite struct ConcurrentImportTests {
    private let directory: TemporaryDirectory
    private var path: String { directory.file("new.sqlite") }

    init() throws { directory = try TemporaryDirectory() }

    /// File access of an import that finds nothing at its path, and of what happens right after it has looked.
    private static func findingNothing(_ afterwards: @escaping @Sendable () -> Void = {}) -> DatabaseFileAccess {
        DatabaseFileAccess(
            exists: { _ in
                afterwards()
                return false
            }, isReadable: DatabaseFileAccess.system.isReadable,
            isDirectoryWritable: DatabaseFileAccess.system.isDirectoryWritable)
    }

    private static func source(
        _ text: String, _ name: String, whileReading body: @escaping () -> Void = {}
    ) -> CSVSource {
        var rest = Array(text.utf8)[...]
        return CSVSource(name: name) { count in
            body()
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
    }

    /// - Parameter body: called inside the transaction.
    private func importAll(
        snapshots: String = SnapshotImporterTests.snapshots, fileAccess: DatabaseFileAccess = .system,
        busyTimeoutSeconds: Double = 10, whileReading body: @escaping () -> Void = {}
    ) throws {
        _ = try SnapshotImporter(
            path: path, columns: SmallDatabase.columns, today: SmallDatabase.today, now: Date(),
            busyTimeoutSeconds: busyTimeoutSeconds, fileAccess: fileAccess
        ).run(
            SnapshotImporter.Sources(
                scenarios: Self.source(SnapshotImporterTests.scenarios, "s.csv"),
                advertisers: Self.source(SnapshotImporterTests.advertisers, "a.csv"),
                snapshots: Self.source(snapshots, "d.csv", whileReading: body)))
    }

    private func snapshotCount() throws -> Int? {
        try #require(FileManager.default.fileExists(atPath: path))
        let queue = try DatabaseQueue(path: path)
        return try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM daily_snapshots") }
    }

    @Test func keepsWhatAnotherHasFilled() throws {
        let fileAccess = Self.findingNothing { [self] in
            #expect(throws: Never.self) { try importAll() }
        }
        let complaint = SmallDatabase.complaint {
            try importAll(
                snapshots: "advertiser,scenario,date,logins,clicks,gmv\na1,search,2020-02-30,1,1,1\n",
                fileAccess: fileAccess)
        }
        #expect(complaint.text.contains("d.csv:2: date is '2020-02-30'"), "\(complaint.text)")
        #expect(try snapshotCount() == 3)
    }

    @Test func keepsWhatAnotherIsFilling() throws {
        var complaint = ""
        try importAll(whileReading: { [self] in
            guard complaint.isEmpty else { return }
            complaint =
                SmallDatabase.complaint {
                    try importAll(fileAccess: Self.findingNothing(), busyTimeoutSeconds: 0.05)
                }.text
        })
        #expect(complaint.contains("another process keeps the database locked"), "\(complaint)")
        #expect(try snapshotCount() == 3)
    }

    @Test func saysThatItsFileIsGone() throws {
        let path = path
        let complaint = SmallDatabase.complaint {
            try importAll(whileReading: { try? FileManager.default.removeItem(atPath: path) })
        }
        #expect(complaint.text == "\(path): was removed or replaced during the import; import again")
        #expect(directory.content == [])
    }
}

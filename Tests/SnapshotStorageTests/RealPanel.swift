import AdvertiserDomain
import Foundation
import Testing

@testable import SnapshotStorage

/// The panel of flights that the repository carries: 737 route lines in 3 scenarios over the days of 2013.
struct RealPanel {
    let directory: TemporaryDirectory
    let path: String

    static let columns = HistoryColumns(
        behaviour: ["scheduled", "cancelled", "dep_delay_min"],
        performance: ["flown", "miles", "seats_flown", "air_min", "arr_delay_min", "late15"],
        profile: ["carrier", "dest", "band", "distance", "airline", "dest_tz", "dest_lat"],
        scenario: ["name", "lat", "lon", "alt"], taskColumns: ["flown"])

    static let tasks = ["flown", "seats_flown", "arr_delay_min", "late15"].map {
        PredictionTask(name: $0, column: $0, aggregate: .sum, unit: $0)
    }

    /// Unpacks the fixture.
    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("nycroutes.sqlite")
        let packed = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures/nycroutes.sqlite.gz")
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        let gzip = Process()
        gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        gzip.arguments = ["gzip", "-dc", packed.path]
        gzip.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try gzip.run()
        gzip.waitUntilExit()
        #expect(gzip.terminationStatus == 0)
    }

    func open() throws -> SnapshotDatabase {
        // The closure keeps the directory for as long as the database is open.
        let today: @Sendable () -> Day = { [directory] in withExtendedLifetime(directory) { SmallDatabase.today } }
        return try SnapshotDatabase(path: path, columns: Self.columns, today: today)
    }

    static func day(_ text: String) throws -> Day { try #require(Day(isoText: text)) }
}

import AdvertiserDomain
import Foundation
import GRDB

/// Told how many of how many advertisers are written; what it throws stops the writing, and nothing stays.
package typealias WorldProgress = (_ done: Int, _ total: Int) throws -> Void

/// Writes a synthetic world to SQLite, and the configuration beside it.
package enum WorldWriter {
    /// Writes a new database at `databasePath` and its configuration beside it.
    ///
    /// The database is built under another name, synced and renamed: one that is there is whole. A configuration that
    /// is there already is somebody's own and stays.
    ///
    /// Throws ``WorldError``, and what `progress` throws.
    @discardableResult
    package static func generate(
        parameters: WorldParameters, databasePath: String, progress: WorldProgress = { _, _ in }
    ) throws -> WorldSummary {
        let configurationPath = try WorldConfigurationFile.path(besideDatabase: databasePath)
        guard !FileManager.default.fileExists(atPath: databasePath) else {
            throw WorldError.outputExists(path: databasePath)
        }
        let unfinished = UnfinishedFile(for: databasePath)
        unfinished.removeLeftovers()
        do {
            return try storing(at: databasePath) {
                let rows = try build(parameters: parameters, path: unfinished.path, progress: progress)
                let origin = try WorldConfigurationFile.write(to: configurationPath, databasePath: databasePath)
                try unfinished.publish()
                return WorldSummary(
                    configurationPath: configurationPath, configurationOrigin: origin, snapshotRows: rows,
                    firstDay: WorldParameters.firstDay, lastDay: parameters.lastDay)
            }
        } catch {
            unfinished.remove()
            throw error
        }
    }

    /// Adds the `days` that follow to a database that ``generate(parameters:databasePath:progress:)`` wrote, in one
    /// transaction: it then holds what a longer world with its seed holds.
    ///
    /// Throws ``WorldError``, and what `progress` throws.
    @discardableResult
    package static func append(
        days: Int, databasePath: String, progress: WorldProgress = { _, _ in }
    ) throws -> WorldSummary {
        let configurationPath = try WorldConfigurationFile.path(besideDatabase: databasePath)
        guard FileManager.default.fileExists(atPath: databasePath) else {
            throw WorldError.databaseMissing(path: databasePath)
        }
        return try storing(at: databasePath) {
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            configuration.prepareDatabase { database in
                // Readers are locked out while the cache spills: room for what a platform of this size adds in a day.
                try database.execute(sql: "PRAGMA cache_size = -65536")
            }
            let queue = try DatabaseQueue(path: databasePath, configuration: configuration)
            let (rows, firstDay, lastDay) = try queue.write { database in
                let written = try writtenParameters(in: database, path: databasePath)
                let parameters = try written.appending(days: days)
                let world = SyntheticWorld(parameters: parameters)
                let rows = try insertSnapshots(
                    of: world, from: written.dayCount, into: database, progress: progress)
                try insertDays(of: world, from: written.dayCount, into: database)
                try database.execute(sql: "UPDATE generator SET days = ?", arguments: [parameters.dayCount])
                return (rows, written.lastDay + 1, parameters.lastDay)
            }
            try queue.close()
            let origin = try WorldConfigurationFile.write(to: configurationPath, databasePath: databasePath)
            return WorldSummary(
                configurationPath: configurationPath, configurationOrigin: origin, snapshotRows: rows,
                firstDay: firstDay, lastDay: lastDay)
        }
    }

    /// What decided a database that ``generate(parameters:databasePath:progress:)`` wrote. Throws ``WorldError``.
    package static func parameters(ofDatabase path: String) throws -> WorldParameters {
        guard FileManager.default.fileExists(atPath: path) else { throw WorldError.databaseMissing(path: path) }
        return try storing(at: path) {
            var configuration = Configuration()
            configuration.readonly = true
            return try DatabaseQueue(path: path, configuration: configuration).read { database in
                try writtenParameters(in: database, path: path)
            }
        }
    }

    private static func build(parameters: WorldParameters, path: String, progress: WorldProgress) throws -> Int {
        let queue = try DatabaseQueue(path: path)
        let rows = try queue.writeWithoutTransaction { database in
            // Nobody sees the file before it is synced, and after a crash it is thrown away.
            try database.execute(
                sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE")
            var rows = 0
            try database.inTransaction {
                let world = SyntheticWorld(parameters: parameters)
                try database.execute(sql: schema)
                try insertScenarios(into: database)
                try insertAdvertisers(of: world, into: database)
                rows = try insertSnapshots(of: world, from: 0, into: database, progress: progress)
                try insertDays(of: world, from: 0, into: database)
                try database.execute(
                    sql: "INSERT INTO generator VALUES (?, ?, ?, ?)",
                    arguments: [
                        Int64(bitPattern: parameters.seed), parameters.advertiserCount, parameters.dayCount, revision,
                    ])
                try database.execute(sql: index)
                return .commit
            }
            return rows
        }
        try queue.close()
        return rows
    }

    /// What the database's `generator` table says, checked against its days.
    private static func writtenParameters(in database: Database, path: String) throws -> WorldParameters {
        for table in ["generator", "snapshot_days", "daily_snapshots"] where try !database.tableExists(table) {
            throw WorldError.notGenerated(path: path, reason: "no table \(table)")
        }
        let columns = Set(try database.columns(in: "generator").map(\.name))
        guard columns.isSuperset(of: ["seed", "advertisers", "days", "revision"]) else {
            throw WorldError.notGenerated(path: path, reason: "table generator has other columns")
        }
        let records = try Row.fetchAll(database, sql: "SELECT seed, advertisers, days, revision FROM generator")
        guard records.count == 1, let record = records.first,
            let seed = Int64.fromDatabaseValue(record["seed"]),
            let advertisers = Int.fromDatabaseValue(record["advertisers"]),
            let days = Int.fromDatabaseValue(record["days"]), let found = Int.fromDatabaseValue(record["revision"]),
            let parameters = try? WorldParameters(
                seed: UInt64(bitPattern: seed), advertiserCount: advertisers, dayCount: days)
        else {
            throw WorldError.notGenerated(
                path: path, reason: "table generator does not hold one row of sizes in bounds")
        }
        guard found == revision else {
            throw WorldError.otherRevision(path: path, found: found, expected: revision)
        }
        let newest = try String.fetchOne(database, sql: "SELECT max(date) FROM snapshot_days") ?? "none"
        guard newest == parameters.lastDay.isoText else {
            throw WorldError.daysDisagree(path: path, newest: newest, expected: parameters.lastDay.isoText)
        }
        return parameters
    }

    /// Turns what SQLite and the file system throw into ``WorldError/storage(path:reason:)``.
    private static func storing<Value>(at path: String, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
            throw WorldError.notGenerated(path: path, reason: "no SQLite database")
        } catch let error as DatabaseError {
            throw WorldError.storage(path: path, reason: error.message ?? "SQLite code \(error.resultCode.rawValue)")
        } catch let error as CocoaError {
            throw WorldError.storage(path: path, reason: error.systemReason)
        }
    }
}

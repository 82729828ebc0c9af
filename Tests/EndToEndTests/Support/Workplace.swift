import Foundation
import GRDB

/// A directory with a small world, its configuration `world.yaml`, and perhaps trained versions.
struct Workplace: Sendable {
    static let firstDay = "2019-12-10"
    static let newestDay = "2020-03-08"
    static let days = 90
    static let windowDays = 40
    static let tasks = ["impressions", "clicks", "expenditure", "gmv", "active_days"]
    /// The smallest model, so that training takes a second.
    static let smallTraining = """
        model: { view_width: 16, experts: 2, knowledge_width: 8, generator_rank: 4, head_width: 8 }
        training: { epochs: 1, as_of_stride_days: 3, threads: 1 }

        """

    let directory: TemporaryDirectory

    var database: String { directory.file("world.sqlite") }
    var configuration: String { directory.file("world.yaml") }
    var models: String { directory.file("models") }

    /// Generates a world in `directory`. Half as many advertisers would leave three in the smallest scenario, whose error would
    /// decide whether a challenger is better than last week.
    init(generatedIn directory: TemporaryDirectory, advertisers: Int = 400, days: Int = Self.days) throws {
        self.directory = directory
        let outcome = try AdcastBinary.run([
            "generate", "--output", database, "--advertisers", "\(advertisers)", "--days", "\(days)", "--seed", "7",
        ])
        guard outcome.ending == .exit(0) else { throw Failure.cannotSetUp(outcome.standardError) }
        var text = try String(contentsOfFile: configuration, encoding: .utf8)
        text += Self.smallTraining
        try text.write(toFile: configuration, atomically: true, encoding: .utf8)
    }

    /// Takes a directory in which there is nothing yet.
    init(emptyIn directory: TemporaryDirectory) {
        self.directory = directory
    }

    /// Copies another, for a test to do with as it likes.
    init(copying original: Workplace) throws {
        directory = try TemporaryDirectory()
        for name in try FileManager.default.contentsOfDirectory(atPath: original.directory.path) {
            try FileManager.default.copyItem(atPath: original.directory.file(name), toPath: directory.file(name))
        }
    }

    enum Failure: Error {
        case cannotSetUp(String)
        /// The configuration does not say what a test means to replace.
        case notInConfiguration(String)
    }

    /// Runs a command with this place's configuration.
    func run(_ command: String, _ arguments: String...) throws -> ProgramOutcome {
        try AdcastBinary.run(line(command, arguments))
    }

    /// The arguments of a command with this place's configuration.
    func line(_ command: String, _ arguments: [String] = []) -> [String] {
        [command, "--config", configuration] + arguments
    }

    /// Lets trainings go on for long enough to forecast better than last week repeated.
    func configureSoundTraining() throws {
        try replaceInConfiguration("epochs: 1", with: "epochs: 6, batch_size: 32, learning_rate: 0.005")
        try replaceInConfiguration("head_width: 8 }", with: "head_width: 8, transformer: false, members: 1 }")
    }

    func addToConfiguration(_ lines: String) throws {
        let before = try String(contentsOfFile: configuration, encoding: .utf8)
        try (before + lines + "\n").write(toFile: configuration, atomically: true, encoding: .utf8)
    }

    func replaceInConfiguration(_ text: String, with replacement: String) throws {
        let before = try String(contentsOfFile: configuration, encoding: .utf8)
        guard before.contains(text) else { throw Failure.notInConfiguration(text) }
        try before.replacing(text, with: replacement).write(
            toFile: configuration, atomically: true, encoding: .utf8)
    }

    /// The versions in its directory of models, ascending.
    func versions() throws -> [Int] {
        try FileManager.default.contentsOfDirectory(atPath: models).compactMap { Int($0) }.sorted()
    }

    /// Changes the database as another program would.
    func execute(_ sql: String, _ arguments: [String] = []) throws {
        let queue = try DatabaseQueue(path: database)
        try queue.writeWithoutTransaction { try $0.execute(sql: sql, arguments: StatementArguments(arguments)) }
        try queue.close()
    }

    /// Rows of the database, each as a list of texts.
    func rows(_ sql: String, _ arguments: [String] = []) throws -> [[String]] {
        let queue = try DatabaseQueue(path: database)
        defer { try? queue.close() }
        return try queue.read { database in
            try Row.fetchAll(database, sql: sql, arguments: StatementArguments(arguments)).map { row in
                row.databaseValues.map { String.fromDatabaseValue($0) ?? "\($0.storage.value ?? "NULL")" }
            }
        }
    }

    /// The advertiser that is in the most scenarios of the newest window.
    func busiestAdvertiser() throws -> String {
        try rows(
            """
            SELECT advertiser FROM daily_snapshots WHERE date > date(?, '-\(Self.windowDays) days') GROUP BY advertiser
            ORDER BY count(DISTINCT scenario) DESC, advertiser LIMIT 1
            """, [Self.newestDay])[0][0]
    }

    /// The pairs with a row in the window that ends on `asOf`, as the contract counts them.
    func pairs(asOf: String = newestDay) throws -> [[String]] {
        try rows(
            """
            SELECT DISTINCT advertiser, scenario FROM daily_snapshots
            WHERE date > date(?, '-\(Self.windowDays) days') AND date <= ? ORDER BY advertiser, scenario
            """, [asOf, asOf])
    }
}

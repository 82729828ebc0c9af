import AdvertiserDomain
import ArgumentParser
import SnapshotStorage

struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Write a synthetic ad platform to play with.",
        discussion: """
            Five scenarios in the proportions of the paper's Table 3, minor and new ones included, from 2019-12-10 on. \
            The same seed gives the same world. Not every advertiser has begun by the last day, so that fewer have rows \
            than --advertisers says. Its configuration is written beside it, under the database's name with .yaml; a \
            file of that name is kept.
            """,
        version: AdcastVersion.current)

    private static let defaultAdvertisers = 3_000
    private static let defaultDays = 200
    private static let defaultSeed: UInt64 = 1

    @Option(name: .long, help: "The SQLite file to write.")
    var output: String

    @Option(
        name: .long, parsing: .unconditional,
        help: "Advertisers of a new world; \(defaultAdvertisers) without this option.")
    var advertisers: Int?

    @Option(name: .long, parsing: .unconditional, help: "Days of a new world; \(defaultDays) without this option.")
    var days: Int?

    @Option(name: .long, parsing: .unconditional, help: "Seed of a new world; \(defaultSeed) without this option.")
    var seed: UInt64?

    @Option(name: .long, parsing: .unconditional, help: "Days to add to a world that is there.")
    var appendDays: Int?

    func validate() throws {
        guard appendDays == nil || (advertisers == nil && days == nil && seed == nil) else {
            throw ValidationError(
                "--append-days goes on with a world that is there; --advertisers, --days and --seed make a new one")
        }
    }

    func run() throws {
        let line = ProgressLine(isShown: Terminal.isInteractive)
        let interruption = Interruption()
        let summary: WorldSummary
        do {
            let progress: WorldProgress = { done, total in
                if interruption.isRequested { throw CommandInterrupted(what: "generate") }
                line.draw("\(done) of \(total) advertisers")
            }
            if let appendDays {
                summary = try WorldWriter.append(days: appendDays, databasePath: output, progress: progress)
            } else {
                summary = try WorldWriter.generate(
                    parameters: WorldParameters(
                        seed: seed ?? Self.defaultSeed, advertiserCount: advertisers ?? Self.defaultAdvertisers,
                        dayCount: days ?? Self.defaultDays),
                    databasePath: output, progress: progress)
            }
        } catch {
            line.clear()
            throw error
        }
        line.clear()
        try Terminal.writeResult(
            "\(output): \(summary.snapshotRows) snapshots, \(summary.firstDay) to \(summary.lastDay); "
                + "configuration: \(summary.configurationPath)"
                + (summary.configurationOrigin == .written ? "" : " (kept as it was)"))
        if case .keptForOther(let database) = summary.configurationOrigin {
            Terminal.writeNote(
                "adcast: note: \(summary.configurationPath) was there already and names the database \(database); "
                    + "correct its 'database', or give commands --database \(output)")
        }
    }
}

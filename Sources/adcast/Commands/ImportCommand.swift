import AdvertiserDomain
import ArgumentParser
import Foundation
import SnapshotStorage

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Fill the database from CSV files, all or nothing.",
        discussion: """
            The first line of each file names its columns: those of the tables scenarios, advertisers and \
            daily_snapshots. Every date that the snapshots name is replaced as a whole, so that importing the same \
            files again changes nothing. The database is made if there is none.
            """,
        version: AdcastVersion.current)

    @OptionGroup var options: ConfigurationOptions

    @Option(name: .long, help: "CSV of scenarios; '-' is standard input.")
    var scenarios: String?

    @Option(name: .long, help: "CSV of advertisers; '-' is standard input.")
    var advertisers: String?

    @Option(name: .long, help: "CSV of daily snapshots; '-' is standard input.")
    var snapshots: String?

    func validate() throws {
        guard scenarios != nil || advertisers != nil || snapshots != nil else {
            throw ValidationError("name at least one of --scenarios, --advertisers and --snapshots")
        }
    }

    func run() throws {
        let configuration = try options.load()
        let line = ProgressLine(isShown: Terminal.isInteractive)
        let now = Date()
        let importer = SnapshotImporter(
            path: configuration.database, columns: configuration.columns,
            today: configuration.today(at: now), now: now
        ) { progress in
            line.draw("\(progress.file): \(progress.records) records, \(progress.bytes / 1_000_000) MB")
        }
        let summary: ImportSummary
        do {
            summary = try importer.run(
                .init(scenarios: scenarios, advertisers: advertisers, snapshots: snapshots))
        } catch {
            line.clear()
            throw error
        }
        line.clear()
        for column in summary.ignoredColumns {
            Terminal.writeNote("adcast: note: column \(column) is not in the table and was left out")
        }
        var parts = [
            "\(summary.scenarios) scenarios", "\(summary.advertisers) advertisers",
            "\(summary.snapshots) snapshots of \(summary.days.count) days",
        ]
        if summary.replacedSnapshots > 0 { parts.append("in place of \(summary.replacedSnapshots)") }
        if let first = summary.days.first, let last = summary.days.last { parts.append("\(first) to \(last)") }
        try Terminal.writeResult("imported " + parts.joined(separator: ", "))
    }
}

import AdvertiserDomain
import ArgumentParser
import Checkpoints
import Features
import Foundation
import Inference
import SnapshotStorage
import Training

struct ScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Forecast every advertiser in every scenario in which it has a row in the window.",
        discussion: """
            One line a pair: {"advertiser":…,"scenario":…,"as_of":…,"predictions":{"clicks":{"mean":…,"point":…}}}. As \
            CSV a line has one column a task and number. A file appears whole or not at all.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case ndjson, csv
    }

    @OptionGroup var options: ConfigurationOptions

    @Option(
        name: .long, parsing: .unconditional, help: "A version of the model in place of the active one.",
        transform: VersionArgument.version)
    var version: Int?

    @Option(
        name: .long, help: "The last day of the windows (YYYY-MM-DD); the newest complete day by default.",
        transform: DayArgument.day)
    var asOf: Day?

    @Option(name: .long, help: "The file to write; '-' is standard output.")
    var output: String = "-"

    @Option(name: .long, help: "ndjson or csv.")
    var format: Format = .ndjson

    /// Enough to keep every core busy, few enough for flat memory.
    private static let advertisersPerPage = 512

    func run() throws {
        let configuration = try options.load()
        let selected = try SelectedVersion(version, of: configuration)
        let database = try configuration.openDatabase()
        let range = try database.requiredDataRange()
        let asOf = asOf ?? range.newest
        let engine = selected.engine
        let features = engine.manifest.features
        try ScoringError.require(asOf: asOf, in: range, windowDays: features.windowDays)
        let interruption = Interruption()
        let line = ProgressLine(isShown: Terminal.isInteractive && output != "-")
        let writer = ScoreWriter(
            tasks: features.tasks.map(\.name), fields: engine.manifest.forecastFields, isCSV: format == .csv)
        let scenarios = try database.scenarios()
        let start = ContinuousClock.now
        var pairs = 0
        try OutputSink.fill(output, clearing: line) { sink in
            try sink.write(writer.header)
            let pass = engine.platformPass(
                over: database, asOf: asOf, advertisersPerPage: Self.advertisersPerPage)
            try pass.forEachBatch { batch in
                let rows = try ScoreWriter.Row.rows(
                    of: batch.histories, engine.pairForecasts(batch, scenarios: scenarios, asOf: asOf))
                return (rows.count, writer.lines(rows, asOf: asOf))
            } deliver: { count, lines in
                if interruption.isRequested { throw CommandInterrupted(what: "score") }
                try sink.write(lines)
                pairs += count
                line.draw("\(pairs) pairs")
            }
        }
        let seconds = (ContinuousClock.now - start).seconds
        Terminal.writeNote(
            "scored \(pairs) pairs as of \(asOf) with version \(selected.checkpoint.version) in "
                + "\(seconds.fixed(2)) s")
    }
}

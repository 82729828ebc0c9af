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

    @Option(name: .long, parsing: .unconditional, help: "A version in place of the active one.")
    var version: Int?

    @Option(
        name: .long, help: "The last day of the windows (YYYY-MM-DD); the newest complete day by default.",
        transform: DayArgument.day)
    var asOf: Day?

    @Option(name: .long, help: "The file to write; '-' is standard output.")
    var output: String = "-"

    @Option(name: .long, help: "ndjson or csv.")
    var format: Format = .ndjson

    func run() throws {
        let configuration = try options.load()
        let selected = try SelectedVersion(version, of: configuration)
        let database = try configuration.openDatabase()
        let range = try database.requiredDataRange()
        let asOf = asOf ?? range.newest
        let features = selected.checkpoint.manifest.features
        try PlatformScoring.require(asOf: asOf, in: range, windowDays: features.windowDays)
        let interruption = Interruption()
        let line = ProgressLine(isShown: Terminal.isInteractive && output != "-")
        let sink = try OutputSink(path: output)
        let writer = ScoreWriter(
            tasks: features.tasks.map(\.name), fields: selected.engine.manifest.forecastFields, isCSV: format == .csv)
        let scoring = PlatformScoring(
            source: database, asOf: asOf, specification: features, engine: selected.engine)
        let start = ContinuousClock.now
        var pairs = 0
        do {
            try sink.write(writer.header)
            try scoring.forEachPage { page in
                if interruption.isRequested { throw CommandInterrupted(what: "score") }
                try sink.write(writer.lines(page, asOf: asOf))
                pairs += page.count
                line.draw("\(pairs) pairs")
            }
            line.clear()
            try sink.finish()
        } catch {
            line.clear()
            sink.discard()
            throw error
        }
        let seconds = (ContinuousClock.now - start).seconds
        Terminal.writeNote(
            "scored \(pairs) pairs as of \(asOf) with version \(selected.checkpoint.version) in "
                + "\(seconds.fixed(2)) s")
    }
}

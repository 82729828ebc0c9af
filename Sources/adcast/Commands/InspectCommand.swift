import AdvertiserDomain
import ArgumentParser
import Features
import Foundation
import SnapshotStorage

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Say what the database holds.",
        discussion: """
            Rows, dates and gaps; the samples of every scenario as in the paper's Table 3, in the three parts that \
            'compare' makes of them, the training dates training.as_of_stride_days apart; and as in its Table 1, how each \
            task of one scenario correlates with that of another.
            """,
        version: AdcastVersion.current)

    @OptionGroup var options: ConfigurationOptions

    @Flag(name: .long, help: "Print one JSON object.")
    var json = false

    func run() throws {
        let configuration = try options.load()
        let database = try configuration.openDatabase()
        let range = try database.requiredDataRange()
        let split = try? TimeSplit.study(
            range: range, windowDays: configuration.windowDays, horizonDays: configuration.horizonDays,
            strideDays: configuration.training.asOfStrideDays)
        let inspection = try DataSetInspection(
            of: database, tasks: configuration.tasks, windowDays: configuration.windowDays,
            horizonDays: configuration.horizonDays,
            parts: split.map { .init(train: $0.train, validation: $0.validation, test: $0.test) })
        try Terminal.writeResult(json ? inspection.json() : inspection.text)
    }
}

import AdvertiserDomain
import ArgumentParser
import Checkpoints
import Evaluation
import Features
import Foundation
import Inference
import Training

struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Hold a version's forecasts against what came about.",
        discussion: """
            'test' is the test part of a study version, else every as-of date with known outcomes that is not before \
            the newest label day the version saw. Of --from to --to the dates with known outcomes are judged, and the \
            report names them. Dates that overlap the version's labels are refused. The report has last week repeated \
            beside the model.
            """)

    @OptionGroup var options: ConfigurationOptions

    @Option(
        name: .long, parsing: .unconditional, help: "A version of the model in place of the active one.",
        transform: VersionArgument.version)
    var version: Int?

    @Option(name: .long, help: "The part to evaluate: test, the default.")
    var split: EvaluatedSplit?

    @Option(
        name: .long, help: "First as-of date (YYYY-MM-DD), with --to, in place of --split.", transform: DayArgument.day)
    var from: Day?

    @Option(name: .long, help: "Last as-of date (YYYY-MM-DD), with --from.", transform: DayArgument.day)
    var to: Day?

    @Option(name: .long, help: "Write a chart of forecast against outcome (SVG) to this file.")
    var chart: String?

    @Option(name: .long, help: "The task that the chart shows; the first one by default.")
    var chartTask: String?

    @Option(name: .long, help: "The scenario that the chart shows; all by default.")
    var chartScenario: String?

    @Flag(name: .long, help: "Print the report as one JSON object.")
    var json = false

    func validate() throws {
        guard (from == nil) == (to == nil) else { throw ValidationError("--from and --to go together") }
        guard split == nil || from == nil else {
            throw ValidationError("--from and --to take the place of --split; give one or the other")
        }
        if let from, let to, to < from { throw ValidationError("--to \(to) is before --from \(from)") }
        guard chart != nil || (chartTask == nil && chartScenario == nil) else {
            throw ValidationError("--chart-task and --chart-scenario need --chart FILE")
        }
    }

    func run() throws {
        let configuration = try options.load()
        let selected = try SelectedVersion(version, of: configuration)
        let database = try configuration.openDatabase()
        let tasks = selected.checkpoint.manifest.features.tasks.map(\.name)
        let chartIndex = try chartTask.map { name in
            guard let index = tasks.firstIndex(of: name) else {
                throw ChartSelectionError.unknownTask(name, known: tasks)
            }
            return index
        }
        let dates: VersionEvaluation.Dates
        if let from, let to { dates = .range(first: from, last: to) } else { dates = .test }
        let evaluation = try VersionEvaluation(
            of: selected.checkpoint, model: selected.model(), source: database, dates: dates,
            threads: WorkerThreads.count(configured: configuration.training.threads))
        if let from, let to, evaluation.asOf != from...to {
            Terminal.writeNote(
                "adcast: note: of \(from) to \(to), the as-of dates \(evaluation.asOf.lowerBound) to "
                    + "\(evaluation.asOf.upperBound) have known outcomes and are judged")
        }
        if evaluation.sharesOutcomesWithCalibration {
            Terminal.writeNote(
                "adcast: note: the version's quantiles were calibrated by outcomes of these dates, so that their coverage "
                    + "says little of dates to come")
        }
        if let chart {
            let scenarios = evaluation.encoder.panel.scenarios.map(\.name)
            if let chartScenario, !scenarios.contains(chartScenario) {
                throw ChartSelectionError.unknownScenario(chartScenario, known: scenarios)
            }
            let picture = evaluation.samples.chart(
                task: chartIndex ?? 0, scenario: chartScenario, encoder: evaluation.encoder)
            let sink = try OutputSink(path: chart)
            do {
                try sink.write(Array(picture.svg().utf8))
                try sink.finish()
            } catch {
                sink.discard()
                throw error
            }
            Terminal.writeNote("chart: \(chart)")
        }
        try Terminal.writeResult(json ? evaluation.report.jsonLine() : evaluation.report.table())
    }
}

/// What `--split` of `evaluate` can be.
enum EvaluatedSplit: String, ExpressibleByArgument, CaseIterable {
    case test
}

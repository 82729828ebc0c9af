import AdvertiserDomain
import ArgumentParser
import Evaluation
import ForecastModels
import Foundation
import SnapshotStorage
import Training

struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Train architectures on the same samples and write a report of how they do.",
        discussion: """
            Every architecture is trained from several seeds on the paper's 8:1:1 split and judged on the test dates, \
            beside last week repeated and the 28-day mean. The report (report.md, report.html, metrics.json and the sums \
            it is made from, results.json) goes to --report; so does each run when it is done, and the same command goes \
            on after an interruption. The models directory stays as it is.

            --hold-out-scenario leaves out every row of a scenario before a simulated launch, trains with so many days \
            of its labels (--labelled-days), and judges its forecasts on the test dates. --export-samples writes all \
            samples for other programs, whose forecasts --peer takes in (CSV with the columns advertiser, scenario, \
            as_of, task, mean, smape_point and nmae_point; or a directory of such files, main.csv, heldout_7.csv and so on). Without \
            --report it only exports.

            Architectures:
            \(ArchitectureList.text(StudySubjects.names, StudySubjects.summaries))
            """,
        version: AdcastVersion.current)

    @OptionGroup var options: ConfigurationOptions

    @Option(name: .long, help: "The directory of the report and of the runs; made where it is missing.")
    var report: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Architectures to compare, of those above, separated by commas; all by default, and for a held-out scenario "
                + "\(StudyRequest.heldOutArchitectures.joined(separator: ",")).",
            valueName: "names"))
    var architectures: CommaSeparated?

    @Option(name: .long, parsing: .unconditional, help: "Runs of each, from the configured seed upwards.")
    var seeds: Int = 3

    @Option(name: .long, help: ArgumentHelp("A scenario to hold out.", valueName: "name"))
    var holdOutScenario: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Labelled days of the held-out scenario, separated by commas; "
                + "\(StudyRequest.HoldOut.defaultLabelledDays.map(String.init).joined(separator: ",")) by default.",
            valueName: "days"))
    var labelledDays: CommaSeparated?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Keep only this share of a scenario's training samples, as in display=0.05, but for held-out scenarios.",
            valueName: "name=share"),
        transform: NamedValue.reader(example: "display=0.05"))
    var thinScenario: NamedValue?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Settings to vary, separated by commas: \(RequestedSweep.defaultsText); with values of your own in place of "
                + "these as in window=20:40,generator_rank=8:full.", valueName: "settings"))
    var sweep: CommaSeparated?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Heads to compare, separated by commas, of poisson and hurdle; the configured one by default. The first is "
                + "that of the sweeps.", valueName: "heads"))
    var heads: CommaSeparated?

    @Option(name: .long, help: ArgumentHelp("Write the samples of every part here.", valueName: "directory"))
    var exportSamples: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Forecasts of another program, as in lightgbm=forecasts/world; for several, give the option again.",
            valueName: "name=path"),
        transform: NamedValue.reader(example: "lightgbm=forecasts/world"))
    var peer: [NamedValue] = []

    @Option(name: .long, parsing: .unconditional, help: "Epochs in place of the configured ones.")
    var epochs: Int?

    @Option(
        name: .long, help: "Use nothing dated after this day (YYYY-MM-DD), labels included.", transform: DayArgument.day
    )
    var until: Day?

    @Flag(name: .long, inversion: .prefixedNo, help: "Make the main comparison, of all scenarios.")
    var main = true

    @Flag(name: .long, help: "Print metrics.json in place of the table.")
    var json = false

    func validate() throws {
        guard report != nil || exportSamples != nil else {
            throw ValidationError("give --report DIR, --export-samples DIR, or both")
        }
        guard report != nil || peer.isEmpty else {
            throw ValidationError("--peer adds a row to a report; give --report DIR, too, or leave it out")
        }
        guard (1...1_000).contains(seeds) else { throw ValidationError("--seeds is from 1 to 1000") }
        guard epochs.map({ $0 >= 1 }) ?? true else { throw ValidationError("--epochs is 1 or more") }
        guard holdOutScenario != nil || labelledDays == nil else {
            throw ValidationError("--labelled-days needs --hold-out-scenario")
        }
        guard main || holdOutScenario != nil || sweep != nil else {
            throw ValidationError("--no-main leaves nothing to compare; give --hold-out-scenario or --sweep")
        }
        guard main || thinScenario == nil || sweep != nil else {
            throw ValidationError(
                "--thin-scenario is of the main comparison and of --sweep, and neither is asked for; leave it out")
        }
        _ = try arguments()
    }

    func run() throws {
        var configuration = try options.load()
        if let epochs { configuration.training.epochs = epochs }
        let request = try arguments().request(
            configuration: configuration,
            threads: WorkerThreads.count(configured: configuration.training.threads))
        let database = try configuration.openDatabase()
        let interruption = Interruption()
        let line = ProgressLine(isShown: Terminal.isInteractive)
        let bar = StudyBar(line: line)
        let study = Study(
            source: database, request: request,
            observer: StudyObserver(
                stage: { stage in
                    line.clear()
                    Terminal.writeNote(stage)
                },
                progress: { bar.show($0) }, isCancelled: { interruption.isRequested }))
        defer { line.clear() }
        guard let report else { return try study.export() }
        let results = try study.run(reportDirectory: report)
        line.clear()
        Terminal.writeNote("writing the report")
        let files = try StudyReportFiles(results, directory: report)
        try files.write()
        Terminal.writeNote("report: \(report)/report.md, \(report)/report.html")
        try Terminal.writeResult(json ? files.metrics.jsonLine() : files.metrics.table())
    }

    /// The options that need more than their types to be checked.
    private func arguments() throws -> StudyArguments {
        try StudyArguments(
            architectures: architectures, seeds: seeds, holdOutScenario: holdOutScenario, labelledDays: labelledDays,
            thinScenario: thinScenario, sweep: sweep, heads: heads, peers: peer, exportDirectory: exportSamples,
            until: until, includesMain: main)
    }
}

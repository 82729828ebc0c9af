import AdvertiserDomain
import ArgumentParser
import Checkpoints
import Evaluation
import ForecastModels
import Foundation
import SnapshotStorage
import Training

struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Train a model and publish it as a new version.",
        discussion: """
            A production split fits twice: a first fit that leaves out the newest 7 as-of dates with known outcomes and \
            is judged on them, then a refit on all dates, which serves. A study split is the paper's 8:1:1, for \
            'evaluate --split test'. The new version becomes the active one unless --no-activate is given.

            Architectures:
            \(ArchitectureList.text(ModelCatalog.architectures, ModelCatalog.entries.map(\.summary)))
            """,
        version: AdcastVersion.current)

    @OptionGroup var options: ConfigurationOptions

    @Option(name: .long, help: "What to train, one of the architectures above.")
    var architecture: String = Architecture.m2m.name

    @Option(
        name: .long, help: "Use nothing dated after this day (YYYY-MM-DD), labels included.", transform: DayArgument.day
    )
    var until: Day?

    @Option(name: .long, help: "production or study.")
    var split: TrainingRequest.Split = .production

    @Option(name: .long, parsing: .unconditional, help: "Epochs in place of the configured ones.")
    var epochs: Int?

    @Option(name: .long, parsing: .unconditional, help: "A seed in place of the configured one.")
    var seed: UInt64?

    @Flag(name: .long, help: "Leave the active version as it is.")
    var noActivate = false

    @Flag(name: .long, help: "Print the report as one JSON object.")
    var json = false

    func validate() throws {
        guard epochs.map({ $0 >= 1 }) ?? true else { throw ValidationError("--epochs is 1 or more") }
        guard !StudySubjects.settingNames.contains(architecture) else {
            throw ValidationError(
                "--architecture \(architecture): that is \(Architecture.m2m.name) with another setting under 'model' of the "
                    + "configuration; change it there, such as transformer: false or members: 1")
        }
        do {
            _ = try ModelCatalog.entry(named: architecture)
        } catch {
            throw ValidationError("--architecture: \(error.description)")
        }
    }

    func run() throws {
        var configuration = try options.load()
        if let epochs { configuration.training.epochs = epochs }
        if let seed { configuration.training.seed = seed }
        let database = try configuration.openDatabase()
        let directory = ModelDirectory(path: configuration.models)
        // Rather now than after a training of minutes.
        try directory.requireWritable()
        let interruption = Interruption()
        let line = ProgressLine(isShown: Terminal.isInteractive)
        let bar = FittingBar(line: line)
        let request = TrainingRequest(
            configuration: configuration, architecture: architecture, split: split, until: until,
            threads: WorkerThreads.count(configured: configuration.training.threads))
        let run = TrainingRun(
            source: database, request: request,
            observer: TrainingObserver(
                stage: { stage in
                    line.clear()
                    Terminal.writeNote(stage)
                },
                progress: { bar.draw($0, $1) },
                epoch: { epoch in
                    line.clear()
                    Terminal.writeNote(EpochLine(epoch).text)
                },
                isCancelled: { interruption.isRequested }))
        let trained: TrainedModel
        do {
            trained = try run.train()
        } catch {
            line.clear()
            throw error
        }
        line.clear()
        let version = try trained.publish(to: directory, codeVersion: AdcastVersion.current, at: Date())
        Terminal.writeNote("published version \(version) in \(configuration.models)")
        if !noActivate {
            try directory.activate(version, by: "adcast train", why: "newly trained", at: Date())
            Terminal.writeNote("version \(version) is active")
        }
        let report = trained.report(version: version)
        try Terminal.writeResult(json ? report.jsonLine() : report.table())
    }
}

extension TrainingRequest.Split: ExpressibleByArgument {}

import AdvertiserDomain
import ArgumentParser
import Checkpoints
import ForecastModels
import Retraining
import SnapshotStorage
import Training

/// What a retraining cycle runs in a process of its own.
struct ChallengeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "challenge",
        abstract: "Train a version, publish it without activating it, and compare it with the one that serves.",
        version: AdcastVersion.current,
        shouldDisplay: false)

    @OptionGroup var options: ConfigurationOptions

    @Option(
        name: .long, help: "Use nothing dated after this day (YYYY-MM-DD), labels included.", transform: DayArgument.day
    )
    var until: Day

    @Option(name: .long, parsing: .unconditional, help: "End at once when this process, which started this one, ends.")
    var parent: Int32?

    @Option(name: .long, help: "Train on this database, and compare on the configured one.")
    var trainingDatabase: String?

    func run() throws {
        // It was started by the name of a link, /proc/self/exe.
        BackgroundProcess.nameThread("adcast-training")
        // The kernel keeps the wish with this thread, which is the one that trains.
        if let parent, !BackgroundProcess.dieWithParent(parent) {
            Terminal.writeNote("this process will outlive the one that started it")
        }
        let configuration = try options.load()
        for refused in BackgroundProcess.giveWay(configuration.retraining.priority) {
            Terminal.writeNote("the \(refused) of training cannot be lowered")
        }
        let database = try configuration.openDatabase()
        let training = try configuration.overriding(database: trainingDatabase, models: nil).openDatabase()
        let challenge = Challenge(
            trainingSource: training, evaluationSource: database,
            request: TrainingRequest(
                configuration: configuration, architecture: Architecture.m2m.name, split: .production, until: until,
                threads: WorkerThreads.count(configured: configuration.training.threads)),
            models: ModelDirectory(path: configuration.models), codeVersion: AdcastVersion.current,
            observer: TrainingObserver(
                stage: { Terminal.writeNote($0) }, epoch: { Terminal.writeNote(EpochLine($0).text) }))
        try Terminal.writeResult(challenge.run().jsonLine())
    }
}

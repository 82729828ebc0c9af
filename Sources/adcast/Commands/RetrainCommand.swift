import AdvertiserDomain
import ArgumentParser
import Checkpoints
import Foundation
import Inference
import Retraining
import SnapshotStorage

struct RetrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retrain",
        abstract: "Run one retraining cycle: train, compare with the version that serves, promote or not.",
        discussion: """
            The new version takes the place of the one that serves if it is no worse by the thresholds under \
            'retraining'. A running service takes it up within check_seconds. The decision and its reason go to \
            retraining.log in the models directory. Exits 0 whatever the decision, 1 where the training failed or \
            another cycle is running.
            """,
        version: AdcastVersion.current)

    @OptionGroup var options: ConfigurationOptions

    @Option(name: .long, help: ArgumentHelp("Train on this database.", visibility: .hidden))
    var trainingDatabase: String?

    @Flag(name: .long, help: "Print the cycle as one JSON object.")
    var json = false

    func run() async throws {
        let configuration = try options.load()
        let newestDay = try configuration.openDatabase().requiredDataRange().newest
        let cycle = RetrainCycle(
            configuration,
            versions: VersionSwitch(
                directory: ModelDirectory(path: configuration.models), slot: nil, accept: configuration.requireFit),
            configurationFile: options.config, trainingDatabase: trainingDatabase)
        let running = _Concurrency.Task {
            try await cycle.run(
                RetrainTrigger(kind: .command, why: "adcast retrain"), newestDay: newestDay,
                configuration: configuration.retraining
            ) { line in
                Terminal.writeNote(line)
            }
        }
        let interruption = Interruption { running.cancel() }
        let record = try await running.value
        withExtendedLifetime(interruption) {}
        try Terminal.writeResult(json ? record.jsonLine() : Self.summary(of: record))
        guard record.outcome.isDecision else { throw ExitCode.failure }
    }

    private static func summary(of record: RetrainRecord) -> String {
        var lines = ["cycle \(record.cycle) until \(record.newestDay): \(record.outcome.rawValue): \(record.reason)"]
        if let report = record.report {
            lines.append(
                "version \(report.challenger), judged on \(report.samples) samples of \(report.validation.first) to "
                    + "\(report.validation.last), \(report.seconds.fixed(1)) s")
            for scenario in report.scenarios {
                func written(_ value: Double?) -> String { value.map { $0.fixed(4) } ?? "-" }
                lines.append(
                    "  \(scenario.scenario): NMAE \(written(scenario.nmae.challenger)), champion "
                        + "\(written(scenario.nmae.champion)), last week \(written(scenario.nmae.lastWeek)), "
                        + "\(scenario.samples) samples")
            }
        }
        if !record.removed.isEmpty {
            lines.append("removed versions \(record.removed.map(String.init).joined(separator: ", "))")
        }
        return lines.joined(separator: "\n")
    }
}

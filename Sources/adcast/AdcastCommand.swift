import ArgumentParser
import CLinux
import Foundation

/// The command line: a command a file below `Commands`.
struct AdcastCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adcast",
        abstract: "Forecasts what every advertiser will do next week, in every advertising scenario.",
        discussion: """
            A configuration file (YAML) says where the snapshots are and what to forecast from what. The usual order: \
            generate or import, inspect, train, evaluate, serve. Results go to standard output, progress and logs to \
            standard error. Exit codes: 0 done, 2 wrong usage or configuration, 130 interrupted twice, 1 \
            everything else. 'adcast --version' shows the version of the program.
            """,
        subcommands: [
            GenerateCommand.self, ForeseeCommand.self, ImportCommand.self, InspectCommand.self, ConfigCommand.self,
            TrainCommand.self,
            EvaluateCommand.self, CompareCommand.self, ScoreCommand.self, ServeCommand.self, RetrainCommand.self,
            ModelsCommand.self, ChallengeCommand.self,
        ])
}

@main
enum AdcastMain {
    static func main() async {
        OutputDescriptor.reserveStandardStreams()
        guard adcast_processor_is_supported() != 0 else {
            Terminal.writeError("this processor lacks AVX2, FMA or BMI2, which Adcast's numeric code is compiled for")
            exit(ExitCode.failure.rawValue)
        }
        do {
            // A version of the root's configuration would be one of every command's, of those, too, whose own --version
            // names a model.
            guard CommandLine.arguments.dropFirst() != ["--version"] else {
                return try Terminal.writeResult(AdcastVersion.current)
            }
            var command = try AdcastCommand.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            exit(reported(error))
        }
    }

    /// Says why a command ended and returns the code to exit with.
    private static func reported(_ error: any Error) -> Int32 {
        let report = FailureReport(error, arguments: Array(CommandLine.arguments.dropFirst()))
        do {
            try report.write()
            return report.exitCode
        } catch {
            Terminal.writeError(error.description)
            return ExitCode.failure.rawValue
        }
    }
}

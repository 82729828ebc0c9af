import AdvertiserDomain
import ArgumentParser
import SnapshotStorage

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Work on configuration files.", subcommands: [Check.self])

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Check a configuration file against its database.",
            discussion: "Reads every row. Exits 1 if training or serving would stop.")

        @Argument(help: "The configuration file (YAML).")
        var config: String

        @Option(name: .long, help: "A database in place of the configured one.")
        var database: String?

        @Option(name: .long, help: "A directory of model versions in place of the configured one.")
        var models: String?

        func run() throws {
            let configuration = try AdcastConfiguration.load(path: config).overriding(
                database: database, models: models)
            let check = try ConfigurationCheck(configuration, database: configuration.openDatabase())
            try Terminal.writeResult(check.text)
            if check.hasFault { throw ExitCode(1) }
        }
    }
}

import AdvertiserDomain
import ArgumentParser
import SnapshotStorage

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Work on configuration files.", version: AdcastVersion.current,
        subcommands: [Check.self])

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Check a configuration file against its database, the version that would serve, and this host.",
            discussion: """
                Reads every row, loads the version that would serve, and tries what 'adcast serve' needs: the tokens, \
                and where it listens. Exits 1 if training or serving would stop. Before the first training there is no \
                version, which is no fault.
                """)

        @Argument(help: "The configuration file (YAML).")
        var config: String

        @Option(name: .long, help: "A database in place of the configured one.")
        var database: String?

        @Option(name: .long, help: "A directory of model versions in place of the configured one.")
        var models: String?

        func run() throws {
            let configuration = try AdcastConfiguration.load(path: config).overriding(
                database: database, models: models)
            var check = try ConfigurationCheck(configuration, database: configuration.openDatabase())
            check.add(ServingCheck(configuration).findings)
            try Terminal.writeResult(check.text)
            if check.hasFault { throw ExitCode(1) }
        }
    }
}

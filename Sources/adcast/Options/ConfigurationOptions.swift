import AdvertiserDomain
import ArgumentParser
import Foundation
import SnapshotStorage

/// `--config`, and what overrides it.
struct ConfigurationOptions: ParsableArguments {
    @Option(name: .long, help: "The configuration file (YAML).")
    var config: String = "adcast.yaml"

    @Option(name: .long, help: "A database in place of the configured one.")
    var database: String?

    @Option(name: .long, help: "A directory of model versions in place of the configured one.")
    var models: String?

    func load() throws -> AdcastConfiguration {
        try AdcastConfiguration.load(path: config).overriding(database: database, models: models)
    }
}

extension AdcastConfiguration {
    /// The configuration with other paths, relative ones being relative to the working directory.
    func overriding(database: String?, models: String?) -> AdcastConfiguration {
        func absolute(_ path: String) -> String {
            URL(filePath: path, relativeTo: URL.currentDirectory()).standardizedFileURL.path(percentEncoded: false)
        }
        var configuration = self
        if let database { configuration.database = absolute(database) }
        if let models { configuration.models = absolute(models) }
        return configuration
    }

    /// Opens the configured database for reading.
    func openDatabase(isService: Bool = false) throws -> SnapshotDatabase {
        try SnapshotDatabase(self, now: { Date() }, isService: isService)
    }
}

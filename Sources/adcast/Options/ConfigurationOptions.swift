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

    /// The configuration with the overrides applied.
    func load() throws -> AdcastConfiguration {
        var configuration = try AdcastConfiguration.load(path: config)
        if let database { configuration.database = absolute(database) }
        if let models { configuration.models = absolute(models) }
        return configuration
    }

    private func absolute(_ path: String) -> String {
        URL(filePath: path, relativeTo: URL(filePath: FileManager.default.currentDirectoryPath)).standardizedFileURL
            .path(percentEncoded: false)
    }
}

extension AdcastConfiguration {
    /// The zone that decides what a day is; the loader has checked its name.
    var zone: TimeZone { TimeZone(identifier: timezone) ?? .gmt }

    /// Opens the configured database for reading, with the columns of the configuration or of a model.
    func openDatabase(columns: HistoryColumns? = nil) throws -> SnapshotDatabase {
        let zone = zone
        return try SnapshotDatabase(
            path: database, columns: columns ?? self.columns, onBadRow: onBadRow,
            today: { Day(of: Date(), in: zone) })
    }
}

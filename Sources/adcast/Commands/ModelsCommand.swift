import AdvertiserDomain
import ArgumentParser
import Checkpoints
import Foundation
import PredictionAPI

struct ModelsCommand: ParsableCommand {
    enum Operation: String, ExpressibleByArgument, CaseIterable {
        case list, show, activate, rollback, release
    }

    static let configuration = CommandConfiguration(
        commandName: "models",
        abstract: "List model versions, or choose the one that serves.",
        discussion: """
            list: all versions; * marks the one that serves.
            show V: everything about version V but what it learned.
            activate V: let version V serve, and hold promotion.
            rollback: let the version serve that served before, and hold promotion.
            release: let retraining promote better versions again.

            A running service is asked over its UNIX socket; without one, the directory itself is changed.
            """,
        version: AdcastVersion.current)

    @OptionGroup var options: ConfigurationOptions

    @Argument(help: "list, show, activate, rollback or release.")
    var operation: Operation = .list

    @Argument(help: "The version, for show and activate.", transform: VersionArgument.version)
    var version: Int?

    @Option(
        name: .long,
        help: "Why, for the log of activations; at most \(VersionChangeRequest.longestText) characters.")
    var why: String = ""

    @Flag(name: .long, help: "Print the result as one JSON object.")
    var json = false

    func validate() throws {
        let takesVersion = operation == .show || operation == .activate
        if takesVersion, version == nil { throw ValidationError("\(operation.rawValue) needs a version") }
        if !takesVersion, version != nil { throw ValidationError("\(operation.rawValue) takes no version") }
        guard why.unicodeScalars.count <= VersionChangeRequest.longestText else {
            throw ValidationError("--why is at most \(VersionChangeRequest.longestText) characters long")
        }
    }

    func run() throws {
        let configuration = try options.load()
        let client = AdminClient(path: configuration.adminSocketPath)
        let administration: any VersionAdministration =
            try ServiceAdministration(client) ?? DirectoryAdministration(configuration)
        let by = NSUserName()
        switch operation {
        case .list:
            let list = try administration.list()
            if list.models.isEmpty {
                Terminal.writeNote("adcast: note: \(CheckpointError.noVersions(directory: configuration.models))")
            }
            try Terminal.writeResult(json ? Self.jsonLine(list) : list.text)
        case .show:
            try Terminal.writeResult(Self.written(administration.show(version ?? 0), isPretty: !json))
        case .activate:
            try write(administration.activate(version ?? 0, by: by, why: why))
        case .rollback:
            try write(administration.rollback(by: by, why: why))
        case .release:
            try write(administration.release(by: by, why: why))
        }
    }

    private func write(_ change: VersionChange) throws {
        try Terminal.writeResult(json ? Self.jsonLine(change) : change.text)
    }

    private static func jsonLine(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// JSON with sorted keys, on one line or many.
    private static func written(_ json: [UInt8], isPretty: Bool) throws -> String {
        let value = try JSONSerialization.jsonObject(with: Data(json))
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
        let data = try JSONSerialization.data(
            withJSONObject: value, options: isPretty ? options.union(.prettyPrinted) : options)
        return String(decoding: data, as: UTF8.self)
    }
}

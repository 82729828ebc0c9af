import Foundation
import Yams

extension AdcastConfiguration {
    static let yamlKeys = [
        "database", "models", "timezone", "features", "decision", "on_bad_row", "settle_minutes",
        "tasks", "window_days", "horizon_days", "pattern_days", "model", "training", "serving", "retraining",
    ]

    /// Reads a configuration file; its directory is what relative paths in it are relative to.
    ///
    /// - throws: ``ConfigurationError``
    package static func load(path: String) throws -> AdcastConfiguration {
        let file = URL(fileURLWithPath: path)
        let content: Data
        do {
            content = try Data(contentsOf: file)
        } catch {
            let exists = FileManager.default.fileExists(atPath: path)
            throw ConfigurationError.unreadable(
                file: path, reason: exists ? "it is a directory or may not be read" : "no such file")
        }
        guard let yaml = String(validating: content, as: UTF8.self) else {
            throw ConfigurationError.malformedYAML(file: path, line: nil, problem: "it is not UTF-8 text")
        }
        return try AdcastConfiguration(
            yaml: yaml, baseDirectory: file.deletingLastPathComponent().path, fileName: path)
    }

    /// Parses the text of a configuration file.
    ///
    /// - parameters:
    ///   - baseDirectory: What relative paths are relative to.
    ///   - fileName: What errors call the text.
    /// - throws: ``ConfigurationError``
    package init(yaml: String, baseDirectory: String, fileName: String = "configuration") throws {
        let document = try Self.compose(yaml, fileName: fileName)
        let root = try ConfigurationSection(
            ConfigurationNode(node: document, file: fileName, keyPath: ""),
            known: Self.yamlKeys)
        let tasks = try Self.tasks(root.required("tasks"))
        self.init(
            database: Self.absolute(try root.required("database").text(), baseDirectory),
            models: Self.absolute(try root.text("models", default: "models"), baseDirectory),
            columns: try Self.columns(root.required("features"), tasks: tasks), tasks: tasks)
        if let node = root["timezone"] {
            timezone = try node.text()
            guard TimeZone(identifier: timezone) != nil else {
                throw node.refuse(allowed: "an IANA time zone such as UTC or Asia/Shanghai")
            }
        }
        try root.read("decision", into: &decision)
        try root.read("on_bad_row", into: &onBadRow)
        try root.read("settle_minutes", into: &settleMinutes, in: 0...10_080)
        try root.read("window_days", into: &windowDays, in: 1...3_660)
        try root.read("horizon_days", into: &horizonDays, in: 1...366)
        if let node = root["model"] {
            let preset = try ConfigurationPreset(model: node)
            model = try ModelConfiguration(node, base: preset.model)
            training = preset.training
            patternDays = preset.patternDays
        }
        try root.read("pattern_days", into: &patternDays, in: 0...366)
        if let node = root["training"] { training = try TrainingConfiguration(node, base: training) }
        if let node = root["serving"] { serving = try ServingConfiguration(node) }
        serving.adminSocket = serving.adminSocket.map { Self.absolute($0, baseDirectory) }
        serving.tokenFile = serving.tokenFile.map { Self.absolute($0, baseDirectory) }
        serving.forecastCache = serving.forecastCache.map { Self.absolute($0, baseDirectory) }
        if let node = root["retraining"] { retraining = try RetrainingConfiguration(node) }
    }

    /// The day it is at `date` in the configured time zone.
    package func today(at date: Date) -> Day {
        Day(of: date, in: TimeZone(identifier: timezone) ?? .gmt)
    }

    private static func compose(_ yaml: String, fileName: String) throws -> Node {
        do {
            guard let node = try Yams.compose(yaml: yaml) else {
                throw ConfigurationError.malformedYAML(file: fileName, line: nil, problem: "the file is empty")
            }
            return node
        } catch let error as YamlError {
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                throw ConfigurationError.malformedYAML(file: fileName, line: mark.line, problem: problem)
            case .duplicatedKeysInMapping(let duplicates, let context):
                throw ConfigurationError.malformedYAML(
                    file: fileName, line: context.mark.line,
                    problem:
                        "the mapping that starts here has a key twice: \(duplicates.sorted().joined(separator: ", "))")
            case .reader(let problem, _, _, _):
                throw ConfigurationError.malformedYAML(file: fileName, line: nil, problem: problem)
            default:
                throw ConfigurationError.malformedYAML(file: fileName, line: nil, problem: "it cannot be parsed")
            }
        }
    }

    private static func absolute(_ path: String, _ baseDirectory: String) -> String {
        URL(fileURLWithPath: path, relativeTo: URL(fileURLWithPath: baseDirectory, isDirectory: true))
            .standardizedFileURL.path
    }
}

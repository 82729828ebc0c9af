import Features
import Foundation

/// Between manifests and their JSON, whose keys are in snake case and sorted.
enum ManifestCoding {
    private struct FormatVersion: Decodable {
        let formatVersion: Int
    }

    /// - Throws: ``CheckpointError/unwritableManifest(reason:)``, as where a number is not finite.
    static func json(of manifest: CheckpointManifest) throws(CheckpointError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.dateEncodingStrategy = .iso8601
        do {
            return JSONLayout.compactingArrays(in: Array(try encoder.encode(manifest))) + [UInt8(ascii: "\n")]
        } catch {
            throw .unwritableManifest(reason: reason(of: error))
        }
    }

    /// A manifest that was published: complete, and consistent in itself.
    ///
    /// - Parameter path: where the JSON is from, for errors.
    static func manifest(from json: [UInt8], path: String) throws(CheckpointError) -> CheckpointManifest {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        decoder.dateDecodingStrategy = .iso8601
        let supported = CheckpointManifest.currentFormatVersion
        do {
            let data = Data(json)
            let version = try decoder.decode(FormatVersion.self, from: data).formatVersion
            guard version <= supported else {
                throw CheckpointError.newerFormat(path: path, found: version, supported: supported)
            }
            guard version >= 1 else {
                throw CheckpointError.malformedManifest(path: path, reason: "format_version is \(version)")
            }
            guard version >= CheckpointManifest.oldestFormatVersion else {
                throw CheckpointError.olderFormat(
                    path: path, found: version, supported: CheckpointManifest.oldestFormatVersion)
            }
            let manifest = try decoder.decode(CheckpointManifest.self, from: data)
            if let problem = try problem(of: manifest) {
                throw CheckpointError.malformedManifest(path: path, reason: problem)
            }
            return manifest
        } catch let error as CheckpointError {
            throw error
        } catch {
            throw .malformedManifest(path: path, reason: reason(of: error))
        }
    }

    /// What does not fit together; `nil` if everything does.
    private static func problem(of manifest: CheckpointManifest) throws -> String? {
        try manifest.states.serving.validate(for: manifest.features)
        try manifest.states.gate?.validate(for: manifest.features)
        guard let files = manifest.files else { return "key 'files' is missing" }
        guard (files.gate == nil) == (manifest.states.gate == nil) else {
            return "there is a gate among 'files' or among 'states', but not among both"
        }
        return files.model.problem ?? files.gate?.problem
            ?? manifest.calibration?.problem(taskCount: manifest.features.tasks.count)
            ?? manifest.goldenPrediction.problem(
                for: BatchLayout(specification: manifest.features, state: manifest.states.serving))
    }

    /// One line about an error of the coder or of a check.
    private static func reason(of error: any Error) -> String {
        func place(_ path: [any CodingKey]) -> String {
            path.isEmpty ? "the document" : "'" + path.map(spelling).joined(separator: ".") + "'"
        }
        /// As the file has it; the coder tells it as the property is called.
        func spelling(_ key: any CodingKey) -> String {
            key.stringValue.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
        }
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            return "key '\(spelling(key))' is missing in \(place(context.codingPath))"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
            DecodingError.dataCorrupted(let context):
            return "\(place(context.codingPath)) is not as a manifest has it (\(firstLine(context.debugDescription)))"
        case EncodingError.invalidValue(_, let context):
            return "\(place(context.codingPath)): \(firstLine(context.debugDescription))"
        default:
            return firstLine("\(error)")
        }
    }

    private static func firstLine(_ text: String) -> String {
        String(text.prefix { !$0.isNewline })
    }
}

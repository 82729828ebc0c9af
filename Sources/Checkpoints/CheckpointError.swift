import AdvertiserDomain

/// A model version, or the directory of versions, that cannot be used.
package enum CheckpointError: OperatorError, Equatable {
    /// The operating system refused a file operation.
    case fileSystem(FileSystemFault)
    /// A version's directory lacks a file.
    case missingFile(path: String)
    /// Bytes that are not the tensors of a model.
    case malformedTensors(path: String, SafetensorsFault)
    /// A tensor file whose length is not what the manifest says.
    case wrongSize(path: String, expected: Int, actual: Int)
    /// A tensor file whose content is not what was published.
    case wrongHash(path: String, expected: String, actual: String)
    /// `reason` says what is wrong and where in the JSON.
    case malformedManifest(path: String, reason: String)
    /// Written by a later version of the program.
    case newerFormat(path: String, found: Int, supported: Int)
    /// The version was written by an earlier program, which built other inputs.
    case olderFormat(path: String, found: Int, supported: Int)
    /// The weights to be published under this name cannot be written.
    case unpublishable(file: String, SafetensorsFault)
    /// The manifest, or a line of the log, that is to be written cannot become JSON.
    case unwritableManifest(reason: String)
    /// `available` in ascending order.
    case unknownVersion(Int, directory: String, available: [Int])
    case noVersions(directory: String)
    /// The file that names the serving version says something else; `content` is its beginning.
    case malformedActive(path: String, content: String)
    /// The file that names the serving version names one that is not there; `available` in ascending order.
    case missingActive(path: String, version: Int, available: [Int])
    /// Another process has held the directory's lock for longer than anybody should.
    case busy(directory: String)
    /// Somebody chose a version, so that none is promoted.
    case held(Hold, directory: String)
    /// Another version than the one to be replaced serves by now.
    case replaced(expected: Int?, found: Int, directory: String)
    /// No version that served before the current one is left and loads.
    case noPredecessor(of: Int, directory: String)
    /// Numbers of versions have run out.
    case versionsExhausted(directory: String)

    /// Only a version or a directory that the user named wrongly.
    package var isUsageFault: Bool {
        switch self {
        case .unknownVersion: true
        case .fileSystem(let fault): fault.isWrongPath
        default: false
        }
    }
}

extension CheckpointError: CustomStringConvertible {
    package var description: String {
        let republish = "activate another version with 'adcast models activate' or train one with 'adcast train'"
        switch self {
        case .fileSystem(let fault):
            return fault.description
        case .missingFile(let path):
            return "\(path): there is no such file, so the version is not whole; \(republish)"
        case .malformedTensors(let path, let fault):
            return "\(path): \(fault); \(republish)"
        case .wrongSize(let path, let expected, let actual):
            return "\(path): \(actual) bytes instead of \(expected), so it was cut off or replaced; \(republish)"
        case .wrongHash(let path, let expected, let actual):
            return "\(path): SHA-256 is \(actual.prefix(12))… instead of \(expected.prefix(12))…, "
                + "so it was changed after publication; \(republish)"
        case .malformedManifest(let path, let reason):
            return "\(path): \(reason); \(republish)"
        case .newerFormat(let path, let found, let supported):
            return "\(path): format version \(found), but this program reads up to \(supported); "
                + "update the program or activate an older version with 'adcast models activate'"
        case .olderFormat(let path, let found, let supported):
            return "\(path): format version \(found), but this program reads from version \(supported) on; "
                + "train anew with 'adcast train'"
        case .unpublishable(let file, let fault):
            return "\(file) cannot be published: \(fault); train again, with a lower learning rate if numbers overflow"
        case .unwritableManifest(let reason):
            return "the manifest cannot be written as JSON (\(reason)); train again with a lower learning rate"
        case .unknownVersion(let version, let directory, let available):
            return "\(directory): there is no version \(version) (there: \(Self.list(available))); choose one of these"
        case .noVersions(let directory):
            return "\(directory): there is no model version; make one with 'adcast train'"
        case .malformedActive(let path, let content):
            return "\(path): '\(content)' is not the number of a version; "
                + "set it with 'adcast models activate', or remove the file to use the newest version"
        case .missingActive(let path, let version, let available):
            return "\(path): it names version \(version), which is not there (there: \(Self.list(available))); "
                + "name another with 'adcast models activate', or remove the file to use the newest version"
        case .busy(let directory):
            return "\(directory): another process keeps publishing or activating; try again when it has ended"
        case .held(let hold, let directory):
            return "\(directory): promotion is held since \(hold.by) chose version \(hold.version); "
                + "let it go on with 'adcast models release'"
        case .replaced(let expected, let found, let directory):
            let planned = expected.map { "version \($0)" } ?? "no version"
            return "\(directory): version \(found) was activated meanwhile in place of \(planned); retrain against it"
        case .noPredecessor(let version, let directory):
            return "\(directory): no version that served before version \(version) can be used; "
                + "choose one with 'adcast models activate'"
        case .versionsExhausted(let directory):
            return "\(directory): no greater version number is left; set 'models' to another directory"
        }
    }

    private static func list(_ versions: [Int]) -> String {
        versions.isEmpty ? "none" : versions.map(String.init).joined(separator: ", ")
    }
}

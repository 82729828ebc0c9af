/// The directory of model versions: `1`, `2`, `3`… with a manifest and tensor files each, `ACTIVE`, which names the
/// version that serves, and `activations.log`.
///
/// Whatever fails or is killed on the way, what was there before stays usable: versions appear whole, and `ACTIVE` names
/// either the old or the new one. Processes that publish or activate at once take turns by a lock that ends with its
/// process.
package struct ModelDirectory: Sendable {
    static let activeName = "ACTIVE"
    static let logName = "activations.log"
    static let lockName = ".lock"
    /// More than this is no version number of ours.
    static let greatestVersion = 999_999_999
    /// A manifest holds vocabularies, and so may be long, but not this long.
    private static let manifestLimit = 256 << 20
    static let logLimit = 1 << 30

    package let path: String
    let fileSystem: any FileSystem

    package init(path: String, fileSystem: any FileSystem = POSIXFileSystem()) {
        self.path = path
        self.fileSystem = fileSystem
    }

    /// The versions there are, ascending; none where the directory does not exist.
    package func versions() throws(CheckpointError) -> [Int] {
        try entries().compactMap { name in
            ModelDirectory.version(named: name).flatMap { fileSystem.isDirectory("\(path)/\(name)") ? $0 : nil }
        }.sorted()
    }

    /// The version that `ACTIVE` names; `nil` without that file.
    package func activeVersion() throws(CheckpointError) -> Int? {
        let file = "\(path)/\(ModelDirectory.activeName)"
        guard let content = try contentIfThere(of: file, limit: 4096) else { return nil }
        let text = String(decoding: content, as: UTF8.self)
        let name = text.last?.isNewline == true ? String(text.dropLast()) : text
        guard let version = ModelDirectory.version(named: name) else {
            throw .malformedActive(path: file, content: String(name.prefix(20).filter { !$0.isNewline }))
        }
        return version
    }

    /// All activations, oldest first.
    package func activations() throws(CheckpointError) -> [Activation] {
        let content = try contentIfThere(of: "\(path)/\(ModelDirectory.logName)", limit: ModelDirectory.logLimit) ?? []
        return content.split(separator: UInt8(ascii: "\n")).compactMap { Activation(jsonLine: $0) }
    }

    /// The manifest of a version.
    package func manifest(of version: Int) throws(CheckpointError) -> CheckpointManifest {
        try requireVersion(version)
        let file = "\(path)/\(version)/\(CheckpointManifest.fileName)"
        let json: [UInt8]
        do {
            json = try fileSystem.read(file, limit: ModelDirectory.manifestLimit)
        } catch {
            throw error.isAbsence ? .missingFile(path: file) : .fileSystem(error)
        }
        return try ManifestCoding.manifest(from: json, path: file)
    }

    /// Throws ``CheckpointError/unknownVersion(_:directory:available:)`` where there is no such version.
    func requireVersion(_ version: Int) throws(CheckpointError) {
        if !fileSystem.isDirectory("\(path)/\(version)") {
            throw .unknownVersion(version, directory: path, available: try versions())
        }
    }

    /// Names in the directory; none where it does not exist.
    func entries() throws(CheckpointError) -> [String] {
        do {
            return try fileSystem.entries(of: path)
        } catch {
            if error.isAbsence { return [] }
            throw .fileSystem(error)
        }
    }

    /// A file's content; `nil` where there is no such file.
    func contentIfThere(of file: String, limit: Int) throws(CheckpointError) -> [UInt8]? {
        do {
            return try fileSystem.read(file, limit: limit)
        } catch {
            if error.isAbsence { return nil }
            throw .fileSystem(error)
        }
    }

    /// Runs file operations and reports their fault as a checkpoint's.
    func attempt<Result>(_ body: () throws(FileSystemFault) -> Result) throws(CheckpointError) -> Result {
        do {
            return try body()
        } catch {
            throw .fileSystem(error)
        }
    }

    /// The number of an entry that is a version: decimal digits as this program writes them.
    static func version(named name: String) -> Int? {
        guard let version = Int(name), (1...greatestVersion).contains(version), String(version) == name else {
            return nil
        }
        return version
    }
}

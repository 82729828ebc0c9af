import TensorCore

extension ModelDirectory {
    /// Loads a version after checking all that can be checked without knowing the architecture.
    package func load(_ version: Int) throws(CheckpointError) -> LoadedCheckpoint {
        let manifest = try manifest(of: version)
        guard let digest = manifest.files?.model else {
            throw .malformedManifest(
                path: "\(path)/\(version)/\(CheckpointManifest.fileName)", reason: "key 'files' is missing")
        }
        return LoadedCheckpoint(
            version: version, manifest: manifest,
            tensors: try tensors(of: version, in: TensorFiles.modelName, digest: digest), directory: self)
    }

    /// Loads the version that serves: the one `ACTIVE` names, without that file the highest that loads.
    package func loadActive() throws -> LoadedCheckpoint {
        try loadActive { $0 }
    }

    /// Loads the version that serves and makes a model of it.
    ///
    /// - Parameter prepare: further checks and the making of the model. Where `ACTIVE` is absent, a version for which it
    ///   throws does not load, and the one below is tried.
    /// - Throws: what loading the named or highest version throws, or
    ///   ``CheckpointError/missingActive(path:version:available:)`` where the named one is not there.
    package func loadActive<Model>(_ prepare: (LoadedCheckpoint) throws -> Model) throws -> Model {
        if let version = try activeVersion() {
            return try prepare(try loadNamed(version))
        }
        var firstError: (any Error)?
        for version in try versions().reversed() {
            do {
                return try prepare(try load(version))
            } catch {
                firstError = firstError ?? error
            }
        }
        throw firstError ?? CheckpointError.noVersions(directory: path)
    }

    /// Loads a version that `ACTIVE` names, so that its absence is that file's fault.
    package func loadNamed(_ version: Int) throws(CheckpointError) -> LoadedCheckpoint {
        do {
            return try load(version)
        } catch .unknownVersion(_, _, let available) {
            throw .missingActive(
                path: "\(path)/\(ModelDirectory.activeName)", version: version, available: available)
        }
    }

    /// The tensors of a version's file, which must be the one published.
    func tensors(
        of version: Int, in name: String, digest: TensorFiles.Digest
    ) throws(CheckpointError) -> [NamedTensor] {
        let file = "\(path)/\(version)/\(name)"
        let content: [UInt8]
        do {
            content = try fileSystem.read(file, limit: digest.bytes)
        } catch {
            if case .tooLarge(let size, _) = error.cause {
                throw .wrongSize(path: file, expected: digest.bytes, actual: size)
            }
            throw error.isAbsence ? .missingFile(path: file) : .fileSystem(error)
        }
        guard content.count == digest.bytes else {
            throw .wrongSize(path: file, expected: digest.bytes, actual: content.count)
        }
        let hash = TensorHash.hexadecimal(of: content)
        guard hash == digest.sha256 else { throw .wrongHash(path: file, expected: digest.sha256, actual: hash) }
        do {
            return try SafetensorsReader.tensors(in: content)
        } catch {
            throw .malformedTensors(path: file, error)
        }
    }
}

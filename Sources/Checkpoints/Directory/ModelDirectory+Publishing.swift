import Glibc
import TensorCore

extension ModelDirectory {
    /// Publishes a model as the next version, without activating it.
    ///
    /// - Parameters:
    ///   - manifest: complete but for ``CheckpointManifest/files``.
    ///   - tensors: the weights that serve.
    ///   - gate: the weights of the first fit; `nil` where those that serve are.
    /// - Returns: the version. Where this throws, no version has appeared, unless all that failed was the last flush of
    ///   the directory: then it is there, whole.
    package func publish(
        _ manifest: CheckpointManifest, tensors: [NamedTensor], gate: [NamedTensor]?
    ) throws(CheckpointError) -> Int {
        precondition(
            (gate == nil) == (manifest.states.gate == nil), "weights of the first fit come with its fitted state")
        // All that can be wrong with the model itself shows before the disk is touched.
        let model = try bytes(of: tensors, TensorFiles.modelName)
        var gateBytes: [UInt8]?
        if let gate { gateBytes = try bytes(of: gate, TensorFiles.gateName) }
        var published = manifest
        published.files = TensorFiles(
            model: TensorFiles.Digest(of: model), gate: gateBytes.map { TensorFiles.Digest(of: $0) })
        var files = [(TensorFiles.modelName, model)]
        if let gateBytes { files.append((TensorFiles.gateName, gateBytes)) }
        files.append((CheckpointManifest.fileName, try ManifestCoding.json(of: published)))

        return try locked { () throws(CheckpointError) in
            let version = try nextVersion()
            try complete(.publishing) { (unfinished) throws(FileSystemFault) in
                try fileSystem.createDirectory(unfinished)
                for (name, content) in files {
                    try fileSystem.create("\(unfinished)/\(name)", content: content)
                    try fileSystem.synchronize("\(unfinished)/\(name)")
                }
                try fileSystem.synchronize(unfinished)
                try fileSystem.rename(unfinished, to: "\(path)/\(version)")
                try fileSystem.synchronize(path)
            }
            return version
        }
    }

    /// Throws where no version could be published here, as far as that can be told without changing anything.
    package func requireWritable() throws(CheckpointError) {
        try attempt { () throws(FileSystemFault) in try fileSystem.requireWritable(path) }
    }

    /// Runs `body` while no other process publishes or activates, what ended processes left unfinished removed.
    func locked<Result>(_ body: () throws(CheckpointError) -> Result) throws(CheckpointError) -> Result {
        let lock = try attempt { () throws(FileSystemFault) in
            try fileSystem.createDirectories(path)
            return try fileSystem.lock("\(path)/\(ModelDirectory.lockName)")
        }
        guard let lock else { throw .busy(directory: path) }
        defer { withExtendedLifetime(lock) {} }
        // Whoever holds the lock is the only one at work, so nobody is still at work on these.
        for name in try entries() where UnfinishedWork.allCases.contains(where: { name.hasPrefix($0.rawValue) }) {
            try attempt { () throws(FileSystemFault) in try fileSystem.remove("\(path)/\(name)") }
        }
        return try body()
    }

    /// Runs `body` with a path for what it makes, which no reader takes for a version, and removes what is left there if
    /// it fails.
    func complete(
        _ work: UnfinishedWork, _ body: (String) throws(FileSystemFault) -> Void
    ) throws(CheckpointError) {
        let unfinished = "\(path)/\(work.rawValue)\(getpid())-\(UInt32.random(in: .min ... .max))"
        do {
            try attempt { () throws(FileSystemFault) in try body(unfinished) }
        } catch {
            try? fileSystem.remove(unfinished)
            throw error
        }
    }

    /// One above every version that is there, or was ever activated, so that numbers are not used again.
    private func nextVersion() throws(CheckpointError) -> Int {
        let present = try entries().compactMap { ModelDirectory.version(named: $0) }
        let activated = try activations().flatMap { [$0.to, $0.from ?? 0] }
        let highest = (present + activated).filter { $0 <= ModelDirectory.greatestVersion }.max() ?? 0
        guard highest < ModelDirectory.greatestVersion else { throw .versionsExhausted(directory: path) }
        return max(0, highest) + 1
    }

    private func bytes(of tensors: [NamedTensor], _ name: String) throws(CheckpointError) -> [UInt8] {
        do {
            return try SafetensorsWriter.bytes(of: tensors)
        } catch {
            throw .unpublishable(file: name, error)
        }
    }
}

import Foundation

extension ModelDirectory {
    /// Makes a version the one that serves.
    ///
    /// The log is written first: where it cannot be, nothing changes. A line after which renaming failed is followed by
    /// one with the same `from`.
    ///
    /// - Parameters:
    ///   - by: who or what activates, such as a command's name.
    ///   - why: in a few words.
    ///   - action: what the log says led to it.
    /// - Throws: what loading the version throws, or a fault of the file system; the version before then still serves.
    @discardableResult
    package func activate(
        _ version: Int, by: String, why: String, action: Activation.Action = .train, at time: Date
    ) throws(CheckpointError) -> Activation {
        try activate(try load(version), by: by, why: why, action: action, at: time)
    }

    /// Makes a version that was loaded the one that serves, as ``activate(_:by:why:action:at:)`` does.
    ///
    /// - Throws: a fault of the file system, or ``CheckpointError/unknownVersion(_:directory:available:)`` where the
    ///   version has gone since it was loaded.
    @discardableResult
    package func activate(
        _ checkpoint: LoadedCheckpoint, by: String, why: String, action: Activation.Action, at time: Date
    ) throws(CheckpointError) -> Activation {
        try locked { () throws(CheckpointError) in
            try point(to: checkpoint.version, by: by, why: why, action: action, at: time)
        }
    }

    /// Makes a version that was loaded the one that serves, unless somebody's choice stands against it.
    ///
    /// - Parameter champion: the version in whose place it is put; `nil` where there was none.
    /// - Throws: ``CheckpointError/held(_:directory:)``, ``CheckpointError/replaced(expected:found:directory:)`` where
    ///   another version was activated meanwhile, and what
    ///   ``activate(_:by:why:action:at:)-(LoadedCheckpoint,_,_,_,_)`` throws.
    @discardableResult
    package func promote(
        _ checkpoint: LoadedCheckpoint, insteadOf champion: Int?, by: String, why: String, at time: Date
    ) throws(CheckpointError) -> Activation {
        try locked { () throws(CheckpointError) in
            if let hold = try hold() { throw .held(hold, directory: path) }
            if let active = try activeVersion(), active != champion {
                throw .replaced(expected: champion, found: active, directory: path)
            }
            return try point(to: checkpoint.version, by: by, why: why, action: .promote, at: time)
        }
    }

    /// The choice of a version that stands against promotion; `nil` without one.
    package func hold() throws(CheckpointError) -> Hold? {
        Hold(try activations())
    }

    /// Lets promotion go on after a choice of a version; `version`, the one that serves, stays.
    @discardableResult
    package func release(
        _ version: Int, by: String, why: String, at time: Date
    ) throws(CheckpointError) -> Activation {
        try requireVersion(version)
        return try locked { () throws(CheckpointError) in
            let activation = Activation(at: time, by: by, from: version, to: version, why: why, action: .release)
            let line = try logLine(activation)
            try attempt { () throws(FileSystemFault) in try append(line) }
            return activation
        }
    }

    /// The versions that served before `current` and are still there, the latest first.
    package func predecessors(of current: Int) throws(CheckpointError) -> [Int] {
        let present = try versions()
        return ActivationTrail(try activations()).predecessors(of: current).filter { present.contains($0) }
    }

    /// Names the version that serves in the log, then in `ACTIVE`; the lock is held.
    private func point(
        to version: Int, by: String, why: String, action: Activation.Action, at time: Date
    ) throws(CheckpointError) -> Activation {
        try requireVersion(version)
        // A broken ACTIVE is mended by this activation.
        let activation = Activation(
            at: time, by: by, from: try? activeVersion(), to: version, why: why, action: action)
        let line = try logLine(activation)
        try complete(.activating) { (unfinished) throws(FileSystemFault) in
            try append(line)
            try fileSystem.create(unfinished, content: Array("\(version)\n".utf8))
            try fileSystem.synchronize(unfinished)
            try fileSystem.rename(unfinished, to: "\(path)/\(ModelDirectory.activeName)")
            try fileSystem.synchronize(path)
        }
        return activation
    }

    private var log: String { "\(path)/\(ModelDirectory.logName)" }

    private func append(_ line: [UInt8]) throws(FileSystemFault) {
        try fileSystem.append(line, to: log)
        try fileSystem.synchronize(log)
    }

    /// The line to append, after a line break where the log ends amid a line that a failure cut off.
    private func logLine(_ activation: Activation) throws(CheckpointError) -> [UInt8] {
        let line: String
        do {
            line = try activation.jsonLine()
        } catch {
            throw .unwritableManifest(reason: "\(error)")
        }
        let written = try contentIfThere(of: log, limit: ModelDirectory.logLimit)
        let endsAmidLine = written?.last.map { $0 != UInt8(ascii: "\n") } ?? false
        return Array(((endsAmidLine ? "\n" : "") + line + "\n").utf8)
    }
}

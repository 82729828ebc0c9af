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
    /// - Throws: what loading the version throws, or a fault of the file system; the version before then still serves.
    @discardableResult
    package func activate(_ version: Int, by: String, why: String, at time: Date) throws(CheckpointError) -> Activation
    {
        _ = try load(version)
        return try locked { () throws(CheckpointError) in
            // A broken ACTIVE is mended by this activation.
            let activation = Activation(at: time, by: by, from: try? activeVersion(), to: version, why: why)
            let log = "\(path)/\(ModelDirectory.logName)"
            let line = try logLine(activation, log)
            try complete(.activating) { (unfinished) throws(FileSystemFault) in
                try fileSystem.append(line, to: log)
                try fileSystem.synchronize(log)
                try fileSystem.create(unfinished, content: Array("\(version)\n".utf8))
                try fileSystem.synchronize(unfinished)
                try fileSystem.rename(unfinished, to: "\(path)/\(ModelDirectory.activeName)")
                try fileSystem.synchronize(path)
            }
            return activation
        }
    }

    /// The line to append, after a line break where the log ends amid a line that a failure cut off.
    private func logLine(_ activation: Activation, _ log: String) throws(CheckpointError) -> [UInt8] {
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

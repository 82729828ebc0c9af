import Foundation

/// Where scores go: standard output, or a file that appears whole under its name when it is finished.
final class ScoreSink {
    private let path: String
    private let temporaryPath: String?
    private let handle: FileHandle

    /// - Throws: ``OutputError/cannotWrite(path:reason:)``.
    init(path: String) throws {
        self.path = path
        guard path != "-" else {
            temporaryPath = nil
            handle = .standardOutput
            return
        }
        let temporaryPath = "\(path).partial-\(ProcessInfo.processInfo.processIdentifier)"
        self.temporaryPath = temporaryPath
        let descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw OutputError.cannotWrite(path: path, reason: String(cString: strerror(errno)))
        }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    func write(_ bytes: [UInt8]) throws {
        guard !bytes.isEmpty else { return }
        do {
            try handle.write(contentsOf: Data(bytes))
        } catch {
            throw OutputError.cannotWrite(path: path, reason: error.localizedDescription)
        }
    }

    /// Gives the file its name.
    func finish() throws {
        guard let temporaryPath else { return }
        do {
            try handle.synchronize()
            try handle.close()
        } catch {
            throw OutputError.cannotWrite(path: path, reason: error.localizedDescription)
        }
        guard rename(temporaryPath, path) == 0 else {
            throw OutputError.cannotWrite(path: path, reason: String(cString: strerror(errno)))
        }
    }

    /// Removes what was written to a file.
    func discard() {
        guard let temporaryPath else { return }
        unlink(temporaryPath)
    }
}

import Foundation

/// Where results go: standard output, or a file that appears whole under its name when it is finished. A device, a pipe or
/// anything else that is no file is written to as it is.
final class OutputSink {
    private let path: String
    private let output: OutputDescriptor
    /// `nil` where the bytes go straight to their place.
    private let temporaryPath: String?

    /// - Throws: ``OutputError/cannotWrite(path:reason:)``.
    init(path: String) throws(OutputError) {
        self.path = path
        guard path != "-" else {
            temporaryPath = nil
            output = .standardOutput
            return
        }
        var status = stat()
        let isOther = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
        let temporaryPath = isOther ? nil : "\(path).partial-\(ProcessInfo.processInfo.processIdentifier)"
        let number =
            if let temporaryPath {
                open(temporaryPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
            } else {
                open(path, O_WRONLY | O_CLOEXEC)
            }
        guard number >= 0 else { throw Self.fault(path) }
        self.temporaryPath = temporaryPath
        output = OutputDescriptor(number: number, path: path)
    }

    /// Lets `body` write to a new sink, and gives the file its name when it has; what it throws removes what it wrote. Either way
    /// the line is cleared before anything else is said.
    ///
    /// - Throws: ``OutputError``, and what `body` throws.
    static func fill(_ path: String, clearing line: ProgressLine, _ body: (OutputSink) throws -> Void) throws {
        let sink = try OutputSink(path: path)
        do {
            try body(sink)
            line.clear()
            try sink.finish()
        } catch {
            line.clear()
            sink.discard()
            throw error
        }
    }

    deinit {
        if path != "-" { close(output.number) }
    }

    func write(_ bytes: [UInt8]) throws(OutputError) {
        try output.write(bytes)
    }

    /// Gives the file its name.
    func finish() throws(OutputError) {
        guard let temporaryPath else { return }
        guard fsync(output.number) == 0, rename(temporaryPath, path) == 0 else { throw Self.fault(path) }
    }

    /// Removes what was written to a file.
    func discard() {
        guard let temporaryPath else { return }
        unlink(temporaryPath)
    }

    /// What the last call of the system said.
    private static func fault(_ path: String) -> OutputError {
        .cannotWrite(path: path, reason: String(cString: strerror(errno)))
    }
}

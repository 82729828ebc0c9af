import Glibc

/// A file operation that the operating system refused, or that met another kind of file than it needs.
package struct FileSystemFault: Error, Equatable, Sendable {
    package enum Operation: String, Sendable {
        case createDirectory = "create the directory"
        case create = "create the file"
        case read
        case write
        case append
        case synchronize = "flush to disk"
        case rename
        case remove
        case list
        case lock
    }

    package enum Cause: Equatable, Sendable {
        /// The value of errno.
        case system(Int32)
        case notARegularFile
        case notADirectory
        /// Longer than the limit, both in bytes.
        case tooLarge(size: Int, limit: Int)
        /// It became shorter while it was read.
        case truncated
    }

    package let operation: Operation
    package let path: String
    package let cause: Cause

    package init(_ operation: Operation, _ path: String, _ cause: Cause) {
        self.operation = operation
        self.path = path
        self.cause = cause
    }

    /// Whether nothing is at the path.
    package var isAbsence: Bool { cause == .system(ENOENT) }

    /// Whether the configured path is not one of a directory.
    package var isWrongPath: Bool { cause == .notADirectory || cause == .system(ENOTDIR) }
}

extension FileSystemFault: CustomStringConvertible {
    package var description: String {
        "\(path): cannot \(operation.rawValue) (\(problem)); \(remedy)"
    }

    private var problem: String {
        switch cause {
        case .system(let code): String(cString: strerror(code))
        case .notARegularFile: "not a regular file"
        case .notADirectory: "not a directory"
        case .tooLarge(let size, let limit): "\(size) bytes, more than \(limit)"
        case .truncated: "it shrank meanwhile"
        }
    }

    private var remedy: String {
        switch cause {
        case .system(ENOSPC), .system(EDQUOT): "free disk space and try again"
        case .system(EFBIG): "raise the limit on file sizes and try again"
        case .system(EACCES), .system(EPERM), .system(EROFS):
            "give the account that runs adcast access, or set 'models' to another directory"
        case .system(ENOENT), .system(ENOTDIR), .notADirectory: "set 'models' to a directory that can be used"
        case .system(ELOOP), .system(EISDIR), .notARegularFile: "replace it by the file itself, or publish again"
        case .system, .tooLarge, .truncated: "check the disk and try again"
        }
    }
}

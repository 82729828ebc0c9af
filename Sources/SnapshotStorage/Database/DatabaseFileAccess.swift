import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the process may do with files, as far as it decides how a database is opened.
package struct DatabaseFileAccess: Sendable {
    package let exists: @Sendable (String) -> Bool
    /// Whether the path is a regular file that can be read.
    package let isReadable: @Sendable (String) -> Bool
    package let isDirectoryWritable: @Sendable (String) -> Bool

    package init(
        exists: @escaping @Sendable (String) -> Bool, isReadable: @escaping @Sendable (String) -> Bool,
        isDirectoryWritable: @escaping @Sendable (String) -> Bool
    ) {
        self.exists = exists
        self.isReadable = isReadable
        self.isDirectoryWritable = isDirectoryWritable
    }

    /// Asks the operating system.
    package static let system = DatabaseFileAccess(
        exists: { FileManager.default.fileExists(atPath: $0) },
        isReadable: { path in
            var isDirectory: ObjCBool = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && !isDirectory.boolValue
                && access(path, R_OK) == 0
        },
        isDirectoryWritable: { access($0, W_OK) == 0 })

    /// Whether SQLite could read the database if it is in WAL mode: with both companion files, or with leave to make them.
    func canReadWriteAheadLog(of path: String) -> Bool {
        (exists(path + "-wal") && exists(path + "-shm"))
            || isDirectoryWritable(URL(fileURLWithPath: path).deletingLastPathComponent().path)
    }
}

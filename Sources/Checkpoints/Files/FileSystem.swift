/// The file operations that publication and loading need, so that tests can let each of them fail.
package protocol FileSystem: Sendable {
    /// Creates the directory and those above it; does nothing where it exists.
    func createDirectories(_ path: String) throws(FileSystemFault)

    /// Throws where nothing can be created in the directory or, if it is not there, in the nearest one above it that is.
    /// Changes nothing.
    func requireWritable(_ path: String) throws(FileSystemFault)

    /// Creates one directory, which must not exist.
    func createDirectory(_ path: String) throws(FileSystemFault)

    /// Creates a file, which must not exist, with this content.
    func create(_ path: String, content: [UInt8]) throws(FileSystemFault)

    /// Adds to the end of a file, which is created where there is none.
    func append(_ content: [UInt8], to path: String) throws(FileSystemFault)

    /// Returns when the content of a file, or the entries of a directory, are on the disk.
    func synchronize(_ path: String) throws(FileSystemFault)

    /// Gives a file or directory another name, at once for every observer; a file at that name is replaced.
    func rename(_ path: String, to newPath: String) throws(FileSystemFault)

    /// Removes a file, or a directory with everything in it; does nothing where there is none. Never follows links.
    func remove(_ path: String) throws(FileSystemFault)

    /// Names in a directory, ascending.
    func entries(of path: String) throws(FileSystemFault) -> [String]

    /// Whether there is a directory, or a link to one.
    func isDirectory(_ path: String) -> Bool

    /// The content of a regular file of at most `limit` bytes; links and anything else are refused.
    func read(_ path: String, limit: Int) throws(FileSystemFault) -> [UInt8]

    /// Waits for the exclusive lock of a file, which is created where there is none, and holds it until the result is
    /// released. The operating system releases it when the process ends, however it ends.
    ///
    /// - Returns: `nil` if somebody else kept the lock for too long.
    func lock(_ path: String) throws(FileSystemFault) -> FileLock?
}

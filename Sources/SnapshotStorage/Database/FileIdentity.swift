#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Tells whether a path still leads to the same file, as it does not once another was renamed onto it.
///
/// Taken with `stat`, which opens nothing: closing a second descriptor of a database would drop the locks that SQLite holds
/// on it (https://sqlite.org/howtocorrupt.html, section 2.2).
struct FileIdentity: Equatable {
    private let device: UInt64
    private let node: UInt64

    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt64(truncatingIfNeeded: status.st_dev)
        node = UInt64(truncatingIfNeeded: status.st_ino)
    }
}

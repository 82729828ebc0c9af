import Glibc

/// Whether the system's journal reads standard error (systemd.exec(5), `JOURNAL_STREAM`).
package enum JournalStream {
    /// - Parameters:
    ///   - environment: the process's.
    ///   - descriptor: what the log is written to; a redirected one is not the journal's, whatever the variable says.
    package static func reads(_ descriptor: Int32 = STDERR_FILENO, environment: [String: String]) -> Bool {
        guard let numbers = environment["JOURNAL_STREAM"]?.split(separator: ":"), numbers.count == 2,
            let device = UInt64(numbers[0]), let inode = UInt64(numbers[1])
        else { return false }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return false }
        return UInt64(status.st_dev) == device && UInt64(status.st_ino) == inode
    }
}

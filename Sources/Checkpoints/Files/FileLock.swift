import Glibc

/// An exclusive lock of a file, held as long as this object lives.
package final class FileLock: Sendable {
    private let descriptor: Int32

    /// Takes over an open descriptor that holds the lock.
    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }
}

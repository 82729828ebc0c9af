import Glibc
import Synchronization

@testable import Checkpoints

/// The machine's file system, but for one call, or all calls from one on, that change something and fail.
final class FaultyFileSystem: FileSystem {
    /// What happens at the chosen call.
    enum Fault {
        /// This call fails, with half of what it was to write, as on a full disk.
        case failure
        /// This call and everything after it fail, as if the process had been killed there.
        case death
    }

    private let machine = POSIXFileSystem()
    private let failingCall: Int
    private let fault: Fault
    private let calls = Mutex(0)

    /// - Parameter failingCall: counted from 1.
    init(failingCall: Int, fault: Fault) {
        self.failingCall = failingCall
        self.fault = fault
    }

    /// The number of calls so far that were to change something.
    var callCount: Int { calls.withLock { $0 } }

    private func isFaulty() -> Bool {
        calls.withLock { count in
            count += 1
            return fault == .failure ? count == failingCall : count >= failingCall
        }
    }

    private func check(_ operation: FileSystemFault.Operation, _ path: String) throws(FileSystemFault) {
        if isFaulty() { throw FileSystemFault(operation, path, .system(EIO)) }
    }

    func createDirectories(_ path: String) throws(FileSystemFault) {
        try check(.createDirectory, path)
        try machine.createDirectories(path)
    }

    func requireWritable(_ path: String) throws(FileSystemFault) {
        try machine.requireWritable(path)
    }

    func createDirectory(_ path: String) throws(FileSystemFault) {
        try check(.createDirectory, path)
        try machine.createDirectory(path)
    }

    func create(_ path: String, content: [UInt8]) throws(FileSystemFault) {
        if isFaulty() {
            try machine.create(path, content: Array(content.prefix(content.count / 2)))
            throw FileSystemFault(.write, path, .system(ENOSPC))
        }
        try machine.create(path, content: content)
    }

    func append(_ content: [UInt8], to path: String) throws(FileSystemFault) {
        if isFaulty() {
            try machine.append(Array(content.prefix(content.count / 2)), to: path)
            throw FileSystemFault(.append, path, .system(ENOSPC))
        }
        try machine.append(content, to: path)
    }

    func synchronize(_ path: String) throws(FileSystemFault) {
        try check(.synchronize, path)
        try machine.synchronize(path)
    }

    func rename(_ path: String, to newPath: String) throws(FileSystemFault) {
        try check(.rename, path)
        try machine.rename(path, to: newPath)
    }

    func remove(_ path: String) throws(FileSystemFault) {
        try check(.remove, path)
        try machine.remove(path)
    }

    func lock(_ path: String) throws(FileSystemFault) -> FileLock? {
        try check(.lock, path)
        return try machine.lock(path)
    }

    func entries(of path: String) throws(FileSystemFault) -> [String] {
        try machine.entries(of: path)
    }

    func isDirectory(_ path: String) -> Bool {
        machine.isDirectory(path)
    }

    func read(_ path: String, limit: Int) throws(FileSystemFault) -> [UInt8] {
        try machine.read(path, limit: limit)
    }
}

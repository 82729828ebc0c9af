import CLinux
import Checkpoints
import Crypto
import Glibc

/// A file that is being written, front to back, with the hash of what is in it.
final class TableOutput {
    private let descriptor: CInt
    private let path: String
    private var buffer: [UInt8] = []
    private var hash = SHA256()
    private(set) var count = 0

    private static let bufferBytes = 1 << 20

    /// Takes the descriptor over.
    private init(descriptor: CInt, path: String) {
        self.descriptor = descriptor
        self.path = path
        buffer.reserveCapacity(Self.bufferBytes + (64 << 10))
    }

    /// A new file.
    convenience init(path: String) throws(FileSystemFault) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileSystemFault(.create, path, .system(errno)) }
        self.init(descriptor: descriptor, path: path)
    }

    /// A file that is only in memory, and goes when nobody has it any more.
    static func inMemory() throws(FileSystemFault) -> TableOutput {
        let name = "adcast-forecasts"
        let descriptor = adcast_memory_file(name)
        guard descriptor >= 0 else { throw FileSystemFault(.create, name, .system(errno)) }
        return TableOutput(descriptor: descriptor, path: name)
    }

    deinit {
        close(descriptor)
    }

    /// Leaves room for a header, which is not part of the hash.
    func reserve(_ count: Int) throws(FileSystemFault) {
        try write([UInt8](repeating: 0, count: count), at: 0)
        self.count = count
    }

    func append(_ body: (inout [UInt8]) -> Void) throws(FileSystemFault) {
        let before = buffer.count
        body(&buffer)
        count += buffer.count - before
        if buffer.count >= Self.bufferBytes { try flush() }
    }

    /// Zeros up to the next multiple of 8.
    func align() throws(FileSystemFault) {
        let missing = ForecastTableLayout.aligned(count) - count
        try append { $0.append(contentsOf: repeatElement(0, count: missing)) }
    }

    /// The SHA-256 of all that was appended.
    func finish() throws(FileSystemFault) -> [UInt8] {
        try flush()
        return Array(hash.finalize())
    }

    func write(_ bytes: [UInt8], at offset: Int) throws(FileSystemFault) {
        var written = 0
        while written < bytes.count {
            let sent = bytes.withUnsafeBytes { all in
                pwrite(descriptor, all.baseAddress.map { $0 + written }, all.count - written, off_t(offset + written))
            }
            if sent > 0 { written += sent } else if sent == 0 || errno != EINTR { throw fault }
        }
    }

    func synchronize() throws(FileSystemFault) {
        guard fsync(descriptor) == 0 else { throw FileSystemFault(.synchronize, path, .system(errno)) }
    }

    func mapped() throws(FileSystemFault) -> MappedFile {
        try MappedFile(descriptor: descriptor, path: path)
    }

    private func flush() throws(FileSystemFault) {
        hash.update(data: buffer)
        try write(buffer, at: count - buffer.count)
        buffer.removeAll(keepingCapacity: true)
    }

    private var fault: FileSystemFault { FileSystemFault(.write, path, .system(errno)) }
}

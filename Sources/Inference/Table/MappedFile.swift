import Checkpoints
import Glibc

/// A file in memory, as the kernel reads it when it is looked at.
///
/// Unchecked: the memory is only read, by any thread, and unmapped when nobody has the object any more. The files are this
/// program's own, and replaced by renaming, so that they do not change under it.
final class MappedFile: @unchecked Sendable {
    let bytes: UnsafeRawBufferPointer

    /// Maps the file of a descriptor, which stays the caller's.
    init(descriptor: CInt, path: String) throws(FileSystemFault) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileSystemFault(.read, path, .system(errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw FileSystemFault(.read, path, .notARegularFile) }
        let count = Int(status.st_size)
        guard count > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        let address = mmap(nil, count, PROT_READ, MAP_SHARED, descriptor, 0)
        guard let address, address != MAP_FAILED else { throw FileSystemFault(.read, path, .system(errno)) }
        bytes = UnsafeRawBufferPointer(start: address, count: count)
    }

    /// Opens and maps a file; neither links nor anything else than a regular file.
    convenience init(path: String) throws(FileSystemFault) {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileSystemFault(.read, path, .system(errno)) }
        defer { close(descriptor) }
        try self.init(descriptor: descriptor, path: path)
    }

    deinit {
        if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
    }
}

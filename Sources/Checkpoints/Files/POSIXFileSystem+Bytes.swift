import Glibc

extension POSIXFileSystem {
    /// Not following a link, and opening without waiting, keeps a link or a pipe in place of a file from being taken for
    /// one, or from stopping the process.
    package func read(_ path: String, limit: Int) throws(FileSystemFault) -> [UInt8] {
        let descriptor: Int32
        do {
            descriptor = try check(.read, path) { open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
        } catch {
            throw error.cause == .system(ELOOP) ? FileSystemFault(.read, path, .notARegularFile) : error
        }
        defer { close(descriptor) }
        var status = stat()
        try check(.read, path) { fstat(descriptor, &status) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw FileSystemFault(.read, path, .notARegularFile) }
        let size = Int(status.st_size)
        guard size <= limit else { throw FileSystemFault(.read, path, .tooLarge(size: size, limit: limit)) }

        var fault: FileSystemFault?
        let content = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = 0
            while count < size, let start = buffer.baseAddress {
                let received = Glibc.read(descriptor, start + count, size - count)
                if received > 0 {
                    count += received
                } else if received == 0 {
                    fault = FileSystemFault(.read, path, .truncated)
                    return
                } else if errno != EINTR {
                    fault = FileSystemFault(.read, path, .system(errno))
                    return
                }
            }
        }
        if let fault { throw fault }
        return content
    }

    /// Writes everything and closes the descriptor, whatever happens.
    func write(
        _ content: [UInt8], to descriptor: Int32, _ operation: FileSystemFault.Operation, _ path: String
    ) throws(FileSystemFault) {
        var fault: FileSystemFault?
        content.withUnsafeBytes { bytes in
            var written = 0
            while written < bytes.count, let start = bytes.baseAddress {
                let sent = Glibc.write(descriptor, start + written, bytes.count - written)
                if sent > 0 {
                    written += sent
                } else if sent == 0 || errno != EINTR {
                    fault = FileSystemFault(operation, path, .system(sent == 0 ? ENOSPC : errno))
                    return
                }
            }
        }
        // On some file systems only close reports that the disk is full.
        let closed = close(descriptor)
        let closeCode = errno
        if let fault { throw fault }
        if closed != 0, closeCode != EINTR { throw FileSystemFault(operation, path, .system(closeCode)) }
    }

    /// Runs a system call again when a signal interrupts it, and throws errno where it fails.
    @discardableResult
    func check(
        _ operation: FileSystemFault.Operation, _ path: String, _ call: () -> Int32
    ) throws(FileSystemFault) -> Int32 {
        while true {
            let result = call()
            let code = errno
            if result >= 0 { return result }
            if code != EINTR { throw FileSystemFault(operation, path, .system(code)) }
        }
    }
}

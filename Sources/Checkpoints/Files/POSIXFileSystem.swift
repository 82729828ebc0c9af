import Glibc

/// The file system of the machine.
package struct POSIXFileSystem: FileSystem {
    /// How long to wait for a lock that somebody else holds.
    private let lockTimeoutSeconds: Double

    package init(lockTimeoutSeconds: Double = 30) {
        self.lockTimeoutSeconds = lockTimeoutSeconds
    }

    package func createDirectories(_ path: String) throws(FileSystemFault) {
        if isDirectory(path) { return }
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try createDirectories(String(path[..<slash]))
        }
        do {
            try createDirectory(path)
        } catch {
            // Another process may have been faster.
            guard error.cause == .system(EEXIST) else { throw error }
            guard isDirectory(path) else { throw FileSystemFault(.createDirectory, path, .notADirectory) }
        }
    }

    package func requireWritable(_ path: String) throws(FileSystemFault) {
        var status = stat()
        do {
            try check(.createDirectory, path) { stat(path, &status) }
        } catch {
            guard error.isAbsence else { throw error }
            let slash = path.lastIndex(of: "/")
            return try requireWritable(slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ".")
        }
        guard isDirectory(path) else { throw FileSystemFault(.createDirectory, path, .notADirectory) }
        try check(.write, path) { access(path, W_OK | X_OK) }
    }

    package func createDirectory(_ path: String) throws(FileSystemFault) {
        try check(.createDirectory, path) { mkdir(path, 0o755) }
    }

    package func create(_ path: String, content: [UInt8]) throws(FileSystemFault) {
        let descriptor = try check(.create, path) { open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644) }
        try write(content, to: descriptor, .write, path)
    }

    package func append(_ content: [UInt8], to path: String) throws(FileSystemFault) {
        let descriptor = try check(.append, path) { open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644) }
        try write(content, to: descriptor, .append, path)
    }

    package func synchronize(_ path: String) throws(FileSystemFault) {
        let descriptor = try check(.synchronize, path) { open(path, O_RDONLY | O_CLOEXEC) }
        defer { close(descriptor) }
        try check(.synchronize, path) { fsync(descriptor) }
    }

    package func rename(_ path: String, to newPath: String) throws(FileSystemFault) {
        try check(.rename, path) { Glibc.rename(path, newPath) }
    }

    package func remove(_ path: String) throws(FileSystemFault) {
        var status = stat()
        do {
            try check(.remove, path) { lstat(path, &status) }
        } catch {
            if error.isAbsence { return }
            throw error
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            try check(.remove, path) { unlink(path) }
            return
        }
        for entry in try entries(of: path) {
            try remove(path + "/" + entry)
        }
        try check(.remove, path) { rmdir(path) }
    }

    package func entries(of path: String) throws(FileSystemFault) -> [String] {
        errno = 0
        guard let stream = opendir(path) else {
            throw FileSystemFault(.list, path, .system(errno))
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            // The name lies in a fixed array of the entry and ends with a zero byte, which readdir guarantees.
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
                    String(cString: $0)
                }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    package func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    package func lock(_ path: String) throws(FileSystemFault) -> FileLock? {
        let descriptor = try check(.lock, path) { open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644) }
        let lock = FileLock(descriptor: descriptor)
        var waitedSeconds = 0.0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let code = errno
            guard code == EWOULDBLOCK || code == EINTR else { throw FileSystemFault(.lock, path, .system(code)) }
            guard waitedSeconds < lockTimeoutSeconds else { return nil }
            usleep(10_000)
            waitedSeconds += 0.01
        }
        return lock
    }
}

import Checkpoints

/// Lets one cycle run at a time, across processes. The operating system releases it when its process ends, however it
/// ends.
struct RetrainLock: Sendable {
    private let lock: FileLock

    /// `nil` where a cycle is running.
    ///
    /// - Parameter directory: the directory of model versions, which is created where there is none.
    init?(directory: String, fileSystem: any FileSystem) throws(FileSystemFault) {
        try fileSystem.createDirectories(directory)
        guard let lock = try fileSystem.lock(directory + "/.retrain.lock") else { return nil }
        self.lock = lock
    }
}

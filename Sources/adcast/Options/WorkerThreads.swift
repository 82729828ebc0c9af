import Foundation

/// How many threads a setting means.
enum WorkerThreads {
    /// The configured number, or one a processor that this process may run on.
    static func count(configured: Int) -> Int {
        configured > 0 ? configured : max(1, ProcessInfo.processInfo.activeProcessorCount)
    }
}

import Dispatch
import Glibc
import Synchronization

/// Writes lines of the log, so that nobody who logs waits for whoever reads them.
///
/// One thread writes. What comes while too much waits for it is dropped, and a line tells how much that was as soon as
/// there is room.
package final class LogWriter: Sendable {
    private struct State {
        var lines: [[UInt8]] = []
        var byteCount = 0
        /// Lines that found no room after those that wait.
        var droppedCount = 0
        /// Whether the thread is at work, or about to be.
        var isWriting = false
    }

    private let capacity: Int
    private let dropNotice: @Sendable (Int) -> [UInt8]
    private let output: @Sendable ([UInt8]) -> Void
    private let queue = DispatchQueue(label: "adcast.log")
    private let state = Mutex(State())

    /// - Parameters:
    ///   - capacity: bytes that may wait.
    ///   - dropNotice: the line that tells how many were dropped.
    ///   - output: writes a line, and may wait.
    package init(
        capacity: Int = 1 << 20, dropNotice: @escaping @Sendable (Int) -> [UInt8],
        output: @escaping @Sendable ([UInt8]) -> Void = LogWriter.writeToStandardError
    ) {
        self.capacity = capacity
        self.dropNotice = dropNotice
        self.output = output
    }

    /// Takes a line with its line feed.
    package func write(_ line: [UInt8]) {
        let isFirst = state.withLock { state in
            guard state.byteCount + line.count <= capacity else {
                state.droppedCount += 1
                return false
            }
            state.lines.append(line)
            state.byteCount += line.count
            defer { state.isWriting = true }
            return !state.isWriting
        }
        if isFirst { queue.async { self.writeWaiting() } }
    }

    /// Waits until what was taken so far is written, or the time is over.
    package func flush(timeout: DispatchTimeInterval) {
        let written = DispatchSemaphore(value: 0)
        queue.async { written.signal() }
        _ = written.wait(timeout: .now() + timeout)
    }

    private func writeWaiting() {
        while let (lines, droppedCount) = takeWaiting() {
            for line in lines { output(line) }
            if droppedCount > 0 { output(dropNotice(droppedCount)) }
        }
    }

    private func takeWaiting() -> (lines: [[UInt8]], droppedCount: Int)? {
        state.withLock { state in
            guard !state.lines.isEmpty else {
                state.isWriting = false
                return nil
            }
            defer { state = State(isWriting: true) }
            return (state.lines, state.droppedCount)
        }
    }

    /// One call of the system, so that lines of several processes do not mix. A line that cannot be written is lost: there
    /// is nobody to tell.
    package static let writeToStandardError: @Sendable ([UInt8]) -> Void = { line in
        _ = line.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}

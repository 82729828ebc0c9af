import Dispatch

/// A Dispatch source that can be paused any number of times and cancelled while paused.
///
/// Dispatch counts suspensions, never confirms the cancellation of a suspended source, and ends the process when a
/// suspended source is released; here each of these is taken care of once.
///
/// Unchecked: Dispatch's objects may be used from any thread, its protocols just do not say so; and the flag is a
/// value that its owner guards like its other state.
struct ReadinessSource: @unchecked Sendable {
    private let source: any DispatchSourceProtocol
    private var isPaused = false
    private var isCancelled = false

    /// Reports on `queue` that a descriptor has bytes to read, or a connection to accept.
    static func reading(_ descriptor: CInt, on queue: DispatchQueue) -> ReadinessSource {
        ReadinessSource(source: DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue))
    }

    /// Reports on `queue` that a descriptor takes bytes.
    static func writing(_ descriptor: CInt, on queue: DispatchQueue) -> ReadinessSource {
        ReadinessSource(source: DispatchSource.makeWriteSource(fileDescriptor: descriptor, queue: queue))
    }

    private init(source: any DispatchSourceProtocol) {
        self.source = source
    }

    /// Starts to report.
    ///
    /// - Parameters:
    ///   - onReady: called on the queue as long as the descriptor is ready and the source is not paused.
    ///   - onCancel: called on the queue after the last report; only then may the descriptor be closed.
    func activate(onReady: @escaping @Sendable () -> Void, onCancel: @escaping @Sendable () -> Void) {
        source.setEventHandler(handler: onReady)
        source.setCancelHandler(handler: onCancel)
        source.activate()
    }

    mutating func pause() {
        guard !isPaused, !isCancelled else { return }
        isPaused = true
        source.suspend()
    }

    mutating func resume() {
        guard isPaused else { return }
        isPaused = false
        source.resume()
    }

    mutating func cancel() {
        guard !isCancelled else { return }
        isCancelled = true
        source.cancel()
        resume()
    }
}

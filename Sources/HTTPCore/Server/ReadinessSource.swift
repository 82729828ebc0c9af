import CLinux

/// A descriptor as an ``EventLoop`` watches it.
///
/// A value that its owner guards like its other state. Its handler lives until it is cancelled.
struct ReadinessSource: Sendable {
    private let loop: EventLoop
    private let descriptor: CInt
    private let token: UInt64
    private var watched: Readiness = []
    private var isCancelled = false

    /// Watches for nothing yet.
    init(_ descriptor: CInt, on loop: EventLoop, handler: any ReadinessHandler) {
        self.loop = loop
        self.descriptor = descriptor
        token = loop.add(handler)
    }

    /// Watches for more than before.
    mutating func watch(for readiness: Readiness) {
        change(to: watched.union(readiness))
    }

    /// Watches for less than before.
    mutating func ignore(_ readiness: Readiness) {
        change(to: watched.subtracting(readiness))
    }

    /// Ends the reports.
    mutating func cancel() {
        guard !isCancelled else { return }
        change(to: [])
        isCancelled = true
        loop.remove(token)
    }

    /// A descriptor that is watched for nothing is taken out: the kernel would go on to report errors on it.
    private mutating func change(to readiness: Readiness) {
        guard !isCancelled, readiness != watched else { return }
        let operation = watched.isEmpty ? EPOLL_CTL_ADD : readiness.isEmpty ? EPOLL_CTL_DEL : EPOLL_CTL_MOD
        watched = readiness
        loop.change(operation, descriptor, readiness, token)
    }
}

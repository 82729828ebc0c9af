import Dispatch

/// A timer that fires once each time it is set.
///
/// Unchecked: a Dispatch source may be used from any thread, its protocol just does not say so.
final class DeadlineTimer: @unchecked Sendable {
    private let source: any DispatchSourceTimer

    init(queue: DispatchQueue) {
        source = DispatchSource.makeTimerSource(queue: queue)
    }

    deinit {
        source.cancel()
    }

    /// - Parameter onFire: called on the queue.
    func activate(onFire: @escaping @Sendable () -> Void) {
        source.setEventHandler(handler: onFire)
        source.activate()
    }

    /// Sets the timer anew.
    func fire(afterNanoseconds nanoseconds: Int) {
        source.schedule(deadline: .now() + .nanoseconds(nanoseconds), leeway: .milliseconds(1))
    }
}

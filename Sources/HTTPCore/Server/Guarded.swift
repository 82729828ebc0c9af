import Glibc

/// A value that only one thread at a time can touch.
///
/// A pthread mutex, and not `Synchronization.Mutex`, for two reasons: the thread sanitizer understands it, and where a
/// response wakes its client at once, so that two threads of one core want a connection, it was measured to be cheaper.
///
/// Unchecked: the value is touched only between locking and unlocking the mutex.
package final class Guarded<Value: Sendable>: @unchecked Sendable {
    private var value: Value
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

    package init(_ value: Value) {
        self.value = value
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    /// Runs `body` over the value. Not reentrant: `body` may not come back here.
    package func withLock<Result, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&value)
    }
}

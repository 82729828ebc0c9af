import Glibc

/// The two clocks of a server: one for deadlines, which nobody can set, and one for the `Date` field.
package struct ServerClock: Sendable {
    /// Nanoseconds since some fixed moment, never going back.
    package var monotonicNanoseconds: @Sendable () -> UInt64
    /// Seconds since 1970-01-01 UTC.
    package var unixSeconds: @Sendable () -> Int

    package init(
        monotonicNanoseconds: @escaping @Sendable () -> UInt64, unixSeconds: @escaping @Sendable () -> Int
    ) {
        self.monotonicNanoseconds = monotonicNanoseconds
        self.unixSeconds = unixSeconds
    }

    /// The machine's clocks.
    package static let system = ServerClock(
        monotonicNanoseconds: {
            var time = timespec()
            clock_gettime(CLOCK_MONOTONIC, &time)
            return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
        },
        unixSeconds: { Glibc.time(nil) })
}

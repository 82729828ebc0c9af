import Synchronization

/// Counts durations by their length. Observing takes a lock for a few additions.
package final class DurationHistogram: Sendable {
    package struct Counts: Equatable, Sendable {
        /// How many observations lie in each bucket alone: up to each bound, then above the last.
        package fileprivate(set) var buckets = [UInt64](repeating: 0, count: DurationHistogram.bounds.count + 1)
        /// In seconds.
        package fileprivate(set) var sum = 0.0

        package var count: UInt64 { buckets.reduce(0, +) }
    }

    /// Upper bounds of the buckets, in seconds: a forecast of one advertiser takes less than a millisecond, a stream minutes.
    package static let bounds = [
        0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
        30, 60,
    ]

    private let state = Mutex(Counts())

    package init() {}

    package var counts: Counts { state.withLock { $0 } }

    package func observe(_ seconds: Double) {
        let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        state.withLock { counts in
            counts.buckets[bucket] += 1
            counts.sum += max(seconds, 0)
        }
    }
}

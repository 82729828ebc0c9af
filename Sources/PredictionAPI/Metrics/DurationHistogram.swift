import HTTPCore

/// Counts durations, or other numbers, by their size. Observing takes a lock for a few additions.
package final class DurationHistogram: Sendable {
    package struct Counts: Equatable, Sendable {
        /// Upper bounds of the buckets.
        package let bounds: [Double]
        /// How many observations lie in each bucket alone: up to each bound, then above the last.
        package fileprivate(set) var buckets: [UInt64]
        package fileprivate(set) var sum = 0.0

        package var count: UInt64 { buckets.reduce(0, +) }
    }

    /// In seconds: a forecast of one advertiser takes less than a millisecond, a stream minutes.
    package static let bounds = [
        0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
        30, 60,
    ]

    private let state: Guarded<Counts>

    /// - Parameter bounds: ascending.
    package init(bounds: [Double] = DurationHistogram.bounds) {
        state = Guarded(Counts(bounds: bounds, buckets: [UInt64](repeating: 0, count: bounds.count + 1)))
    }

    package var counts: Counts { state.withLock { $0 } }

    package func observe(_ value: Double) {
        state.withLock { counts in
            let bucket = counts.bounds.firstIndex { value <= $0 } ?? counts.bounds.count
            counts.buckets[bucket] += 1
            counts.sum += max(value, 0)
        }
    }
}

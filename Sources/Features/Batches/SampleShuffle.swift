import TensorCore

/// The order in which each epoch goes through the samples.
package struct SampleShuffle: Sendable {
    private let generator: SeededGenerator

    package init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    /// The samples in the order of an epoch, which depends on the seed and the epoch's number only.
    package func epoch(_ epoch: Int, of samples: [Sample]) -> [Sample] {
        var generator = generator.split(UInt64(truncatingIfNeeded: epoch))
        var shuffled = samples
        generator.shuffle(&shuffled)
        return shuffled
    }

    /// The ranges of successive batches of `count` samples; the last may be shorter.
    package static func batches(of count: Int, size: Int) -> [Range<Int>] {
        stride(from: 0, to: count, by: max(1, size)).map { $0..<min($0 + max(1, size), count) }
    }
}

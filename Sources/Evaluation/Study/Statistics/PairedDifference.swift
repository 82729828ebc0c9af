/// By how much one variant's error differs from another's on the same samples, as a share of the other's error.
package struct PairedDifference: Codable, Equatable, Sendable {
    /// What a difference says about the first variant.
    package enum Verdict: String, Equatable, Sendable {
        case lower, tie, higher
    }

    /// (first − second) / second; negative where the first is better.
    package let relative: Double
    /// The ends of the 95 % interval of ``relative`` over resampled advertisers.
    package let lower: Double
    package let upper: Double

    /// A tie where the interval holds 0.
    package var verdict: Verdict {
        if upper < 0 { return .lower }
        return lower > 0 ? .higher : .tie
    }
}

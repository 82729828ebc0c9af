/// By how much a variant's margin over one group of cells exceeds its margin over another, as a share: how much further
/// below another's error it is there.
struct MarginDifference: Equatable, Sendable {
    /// What it says about the first group.
    enum Verdict: Equatable, Sendable {
        case larger, level, smaller
    }

    /// Positive where the margin is larger in the first group.
    let value: Double
    /// The ends of the 95 % interval of ``value`` over resampled advertisers.
    let lower: Double
    let upper: Double

    /// Level where the interval holds 0.
    var verdict: Verdict {
        if lower > 0 { return .larger }
        return upper < 0 ? .smaller : .level
    }
}

/// How attended days become the fixed-length vector of equation 5.
package enum SequencePooling: Sendable {
    /// The mean over the days, then the last day.
    case meanLast
    /// Each day.
    case flatten

    /// P, the number of pooled vectors of a sequence.
    package func vectorCount(days: Int) -> Int {
        switch self {
        case .meanLast: 2
        case .flatten: days
        }
    }
}

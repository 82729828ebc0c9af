import Foundation

/// The weights of rows that give scenarios with few samples more say.
struct ScenarioWeights {
    /// The largest ratio of two weights before scaling.
    static let largest = 20.0

    /// One a scenario; 1 for those without samples.
    let weights: [Float]

    /// A row weighs (samples of the largest scenario / samples of its own)^balance, at most 20, scaled to a mean of 1 over
    /// the rows.
    ///
    /// - Parameter sampleCounts: training samples of each scenario.
    init(sampleCounts: [Int], balance: Float) {
        let largestCount = Double(sampleCounts.max() ?? 0)
        let raw = sampleCounts.map { count in
            count == 0 ? 1 : min(Self.largest, pow(largestCount / Double(count), Double(balance)))
        }
        let total = zip(raw, sampleCounts).reduce(0) { $0 + $1.0 * Double($1.1) }
        let mean = total / Double(max(1, sampleCounts.reduce(0, +)))
        weights = zip(raw, sampleCounts).map { $1 == 0 ? 1 : Float($0 / mean) }
    }
}

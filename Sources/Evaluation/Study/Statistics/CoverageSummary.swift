/// The coverage of one task's quantiles, the mean over seeds.
package struct CoverageSummary: Codable, Equatable, Sendable {
    package let quantiles: [QuantileSummary]
    /// What calibration changed of the pinball loss of all quantiles together, as a share of it; `nil` where there was
    /// none.
    package let calibrationChange: Double?
    /// Runs that say how their quantiles hold.
    package let seeds: Int

    private enum CodingKeys: String, CodingKey {
        case quantiles, seeds
        case calibrationChange = "calibration_change"
    }

    /// `nil` where no run forecast quantiles.
    ///
    /// - Parameter runs: one run's quantiles each; those whose levels are not the first one's are left out.
    init?(_ runs: [[QuantileCoverage]]) {
        guard let levels = runs.first?.map(\.level), !levels.isEmpty else { return nil }
        let same = runs.filter { $0.map(\.level) == levels }
        quantiles = levels.indices.map { index in QuantileSummary(level: levels[index], same.map { $0[index] }) }
        let before = quantiles.reduce(0) { $0 + $1.uncalibratedPinballLoss }
        let after = quantiles.reduce(0) { $0 + $1.pinballLoss }
        calibrationChange = before > 0 ? after / before - 1 : nil
        seeds = same.count
    }
}

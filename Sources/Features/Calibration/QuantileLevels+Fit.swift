extension QuantileLevels {
    /// Fewer outcomes of a task than this say too little about it.
    private static let fewestOutcomes = 200
    /// How many horizons of outcomes weigh as much as the distributions' own word: what all advertisers share in one
    /// week moves a level by about ten points, where a model is seldom wrong by more than three.
    private static let priorPeriods = 10.0

    /// Levels fitted to where outcomes lie in their distributions: τ moves towards the τ-quantile of those places, by task,
    /// or of all tasks together where outcomes are few.
    ///
    /// Outcomes of one week share its weather, so many advertisers in few weeks say little about the weeks that follow:
    /// levels move by the share periods/(periods + 10) only.
    ///
    /// - Parameters:
    ///   - probabilityIntegrals: [sample, task], from 0 to 1; `nil` where there is no distribution.
    ///   - periods: how many horizons the outcomes span.
    /// - Returns: `nil` where there is no distribution at all, or no sample.
    package init?(probabilityIntegrals: [Double?], taskCount: Int, periods: Double) {
        var byTask = [[Double]](repeating: [], count: taskCount)
        for (index, place) in probabilityIntegrals.enumerated() {
            if let place, place.isFinite { byTask[index % taskCount].append(place) }
        }
        let pooled = byTask.joined().sorted()
        guard !pooled.isEmpty else { return nil }
        let share = Float(periods / (periods + Self.priorPeriods))
        self.init(
            byTask.map { places in
                let sorted = places.count < Self.fewestOutcomes ? pooled : places.sorted()
                return Self.nominal.map { level in
                    level + share * (Self.quantile(of: sorted, at: Double(level)) - level)
                }
            })
    }

    /// Linear between order statistics.
    private static func quantile(of sorted: [Double], at level: Double) -> Float {
        let position = level * Double(sorted.count - 1)
        let lower = Int(position)
        let upper = min(lower + 1, sorted.count - 1)
        let value = sorted[lower] + (position - Double(lower)) * (sorted[upper] - sorted[lower])
        return Float(min(max(value, 0), 1))
    }
}

extension QuantileLevels {
    /// Fewer outcomes of a task than this say too little about it.
    private static let fewestOutcomes = 200

    /// Levels fitted to where outcomes lie in their distributions: τ becomes the τ-quantile of those places.
    ///
    /// - Parameter probabilityIntegrals: [sample, task], from 0 to 1; `nil` where there is no distribution.
    /// - Returns: `nil` where there is no distribution at all, or no sample.
    package init?(probabilityIntegrals: [Double?], taskCount: Int) {
        var byTask = [[Double]](repeating: [], count: taskCount)
        for (index, place) in probabilityIntegrals.enumerated() {
            if let place, place.isFinite { byTask[index % taskCount].append(place) }
        }
        let pooled = byTask.joined().sorted()
        guard !pooled.isEmpty else { return nil }
        self.init(
            byTask.map { places in
                let sorted = places.count < Self.fewestOutcomes ? pooled : places.sorted()
                return Self.nominal.map { level in Self.quantile(of: sorted, at: Double(level)) }
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

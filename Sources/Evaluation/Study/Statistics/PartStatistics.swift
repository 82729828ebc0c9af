import TensorCore

/// The measures of a part's variants, and the differences between them.
struct PartStatistics: Sendable {
    /// As many as make the ends of a 95 % interval steady to a few per cent of its width.
    static let resamples = 2000

    let part: StudyPart
    /// [variant][run].
    private let errors: [[CellErrors]]
    private let bootstrap: AdvertiserBootstrap
    /// Peers whose points are all their means: as they made no decision, no measure of points is theirs.
    let peersWithoutPoints: [Int]

    /// - parameter part: One whose variants have been checked to agree in their samples.
    init(_ part: StudyPart, generator: SeededGenerator, resamples: Int = resamples) {
        self.part = part
        errors = part.variants.map { variant in variant.runs.map { CellErrors($0.errors) } }
        peersWithoutPoints = part.variants.indices.filter { index in
            part.variants[index].role == .peer && part.variants[index].runs.allSatisfy(\.errors.pointsAreMeans)
        }
        bootstrap = AdvertiserBootstrap(part, resamples: resamples, generator: generator)
    }

    /// Test samples, each counted in one task.
    func samples(ofScenario scenario: Int) -> Int {
        guard let errors = errors.first?.first, !part.tasks.isEmpty else { return 0 }
        return errors.samples[part.cell(scenario: scenario, task: 0)]
    }

    var samples: Int { part.scenarios.indices.reduce(0) { $0 + samples(ofScenario: $1) } }

    /// The average over cells; `nil` where no cell has the measure, a forecast was not finite, or the measure is of points
    /// and the variant has none.
    func summary(_ variant: Int, _ measure: StudyMeasure, over cells: [Int]) -> MeasureSummary? {
        guard !measure.isOfPoint || !peersWithoutPoints.contains(variant) else { return nil }
        return MeasureSummary(errors[variant].compactMap { $0.average(measure, over: cells) })
    }

    /// The average over cells of Σf / Σy of the mean.
    func bias(_ variant: Int, over cells: [Int]) -> MeasureSummary? {
        MeasureSummary(
            errors[variant].compactMap { run in
                let present = cells.compactMap { run.bias[$0] }
                return present.isEmpty ? nil : present.reduce(0, +) / Double(present.count)
            })
    }

    /// The variant with the lowest average; the first of equals; `nil` where none has one.
    func best(of variants: [Int], _ measure: StudyMeasure, over cells: [Int]) -> Int? {
        variants.compactMap { variant in
            summary(variant, measure, over: cells).map { (variant: variant, mean: $0.mean) }
        }.min { ($0.mean, $0.variant) < ($1.mean, $1.variant) }?.variant
    }

    /// `nil` where one of them has no measure, the second's is zero, or fewer than two advertisers have samples.
    func difference(
        of first: Int, with second: Int, _ measure: StudyMeasure, over cells: [Int]
    ) -> PairedDifference? {
        guard let one = summary(first, measure, over: cells), let other = summary(second, measure, over: cells),
            other.mean > 0
        else { return nil }
        let comparison = CellComparison(first: first, second: second, cells: cells)
        return Self.interval(bootstrap.relativeDifferences(comparison, measure)).map {
            PairedDifference(relative: (one.mean - other.mean) / other.mean, lower: $0.lower, upper: $0.upper)
        }
    }

    /// How much larger the margin of one comparison is than that of another, both in the same resamples; `nil` where one
    /// of them has no difference.
    func marginDifference(
        of one: CellComparison, and other: CellComparison, _ measure: StudyMeasure
    ) -> MarginDifference? {
        guard let difference = difference(of: one.first, with: one.second, measure, over: one.cells),
            let otherDifference = self.difference(of: other.first, with: other.second, measure, over: other.cells)
        else { return nil }
        let resampled = zip(
            bootstrap.relativeDifferences(one, measure), bootstrap.relativeDifferences(other, measure)
        ).map { pair in pair.0.flatMap { first in pair.1.map { $0 - first } } }
        return Self.interval(resampled).map {
            MarginDifference(
                value: otherDifference.relative - difference.relative, lower: $0.lower, upper: $0.upper)
        }
    }

    /// The ends of the 95 % interval of resampled values; `nil` where none is defined.
    private static func interval(_ resampled: [Double?]) -> (lower: Double, upper: Double)? {
        let sorted = resampled.compactMap(\.self).sorted()
        guard let lower = quantile(0.025, of: sorted), let upper = quantile(0.975, of: sorted) else { return nil }
        return (lower, upper)
    }

    /// Between the two nearest ranks, in proportion.
    private static func quantile(_ level: Double, of sorted: [Double]) -> Double? {
        guard !sorted.isEmpty else { return nil }
        let rank = level * Double(sorted.count - 1)
        let below = Int(rank)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (sorted[above] - sorted[below]) * (rank - Double(below))
    }
}

import TensorCore

/// The measures of all variants of a study on samples in which advertisers are drawn anew with replacement.
///
/// An advertiser's samples lie close together in time and belong together, so that advertisers, not samples, are what is
/// drawn. Every variant meets the same draws, and a variant's seeds are averaged within each: comparisons are paired.
struct AdvertiserBootstrap: Sendable {
    let resamples: Int
    private let sums: AdvertiserSums
    private let columns: Int
    /// [resample, cell, variant · measures + measure]; not finite where there is nothing to divide by.
    private let values: [Double]

    /// - parameter generator: Draws the advertisers; the same one gives the same intervals.
    init(_ part: StudyPart, resamples: Int, generator: SeededGenerator) {
        let sums = AdvertiserSums(part)
        let cellCount = sums.cellCount
        self.resamples = resamples
        self.sums = sums
        columns = part.variants.count * StudyMeasure.allCases.count
        var generator = generator
        var values = [Double](repeating: .nan, count: resamples * cellCount * columns)
        var multiplicities = [Double](repeating: 0, count: sums.advertisers)
        var totals = [Double](repeating: 0, count: columns + 2)
        for resample in 0..<(sums.advertisers > 0 ? resamples : 0) {
            for advertiser in multiplicities.indices { multiplicities[advertiser] = 0 }
            for _ in 0..<sums.advertisers { multiplicities[generator.uniform(below: sums.advertisers)] += 1 }
            for cell in 0..<cellCount {
                sums.add(cell: cell, multiplicities: multiplicities, to: &totals)
                let start = (resample * cellCount + cell) * columns
                for column in 0..<columns {
                    let measure = StudyMeasure.allCases[column % StudyMeasure.allCases.count]
                    let denominator = totals[columns + (measure.isPerOutcome ? 0 : 1)]
                    values[start + column] = denominator > 0 ? totals[column] / denominator : .nan
                }
            }
        }
        self.values = values
    }

    /// (first − second) / second of the average over cells, in every resample; `nil` where it is not defined. Empty where
    /// the cells have one advertiser alone: drawn anew he is always the same, and would seem certain.
    func relativeDifferences(_ comparison: CellComparison, _ measure: StudyMeasure) -> [Double?] {
        guard sums.haveSeveralAdvertisers(comparison.cells) else { return [] }
        let measures = StudyMeasure.allCases.count
        return (0..<resamples).map { resample in
            var totals = (first: 0.0, second: 0.0)
            for cell in comparison.cells {
                let start = (resample * sums.cellCount + cell) * columns + measure.rawValue
                let value = (values[start + comparison.first * measures], values[start + comparison.second * measures])
                guard !value.0.isNaN, !value.1.isNaN else { continue }
                totals.first += value.0
                totals.second += value.1
            }
            let difference = (totals.first - totals.second) / totals.second
            return difference.isFinite ? difference : nil
        }
    }
}

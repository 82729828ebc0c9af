import AdvertiserDomain
import Checkpoints
import Features

/// The as-of dates of a training's parts, each ascending and not empty, but for test and refit where a split has none.
package struct TrainingParts: Sendable {
    package let firstFit: [Day]
    package let validation: [Day]
    /// Empty in production, where the newest dates serve to train.
    package let test: [Day]
    /// Empty in a study, whose first fit is what is studied.
    package let refit: [Day]
    /// What the manifest says of them.
    package let bounds: SplitBounds

    /// - Throws: ``SplitError`` where the range is too short.
    init(_ split: TrainingRequest.Split, range: DataRange, configuration: AdcastConfiguration) throws(SplitError) {
        let stride = configuration.training.asOfStrideDays
        switch split {
        case .production:
            let dates = try TimeSplit.production(
                range: range, windowDays: configuration.windowDays, horizonDays: configuration.horizonDays,
                strideDays: stride)
            firstFit = dates.firstFit
            validation = dates.validation
            test = []
            refit = dates.refit
            guard let bounds = SplitBounds(dates) else { throw Self.shortage(of: range, configuration) }
            self.bounds = bounds
        case .study:
            let dates = try TimeSplit.study(
                range: range, windowDays: configuration.windowDays, horizonDays: configuration.horizonDays,
                strideDays: stride)
            firstFit = dates.train
            validation = dates.validation
            test = dates.test
            refit = []
            guard let bounds = SplitBounds(dates) else { throw Self.shortage(of: range, configuration) }
            self.bounds = bounds
        }
    }

    private static func shortage(of range: DataRange, _ configuration: AdcastConfiguration) -> SplitError {
        .tooManyGaps(
            oldest: range.oldest, newest: range.newest, gaps: range.gaps.count, horizonDays: configuration.horizonDays)
    }
}

import AdvertiserDomain
import Features

/// Between which as-of dates the parts of a model's data lie.
package struct SplitBounds: Codable, Equatable, Sendable {
    package enum Kind: String, Codable, Sendable {
        /// A first fit, judged on validation dates, and a refit on everything, which serves.
        case production
        /// Training, validation and test, 8:1:1; the training fit serves.
        case study
    }

    /// As-of dates from `first` to `last`, both included.
    package struct AsOfRange: Codable, Equatable, Sendable {
        package let first: Day
        package let last: Day
        /// The number of dates; fewer than the days between where training strides.
        package let dates: Int

        /// The range of ascending dates; `nil` without any.
        package init?(_ dates: [Day]) {
            guard let first = dates.first, let last = dates.last else { return nil }
            self.first = first
            self.last = last
            self.dates = dates.count
        }
    }

    package let kind: Kind
    /// Of the first fit.
    package let train: AsOfRange
    package let validation: AsOfRange
    /// Of a study alone.
    package let test: AsOfRange?
    /// Of a production split alone.
    package let refit: AsOfRange?

    /// `nil` where a part is empty.
    package init?(_ split: ProductionSplit) {
        guard let train = AsOfRange(split.firstFit), let validation = AsOfRange(split.validation),
            let refit = AsOfRange(split.refit)
        else { return nil }
        kind = .production
        self.train = train
        self.validation = validation
        test = nil
        self.refit = refit
    }

    /// `nil` where a part is empty.
    package init?(_ split: StudySplit) {
        guard let train = AsOfRange(split.train), let validation = AsOfRange(split.validation),
            let test = AsOfRange(split.test)
        else { return nil }
        kind = .study
        self.train = train
        self.validation = validation
        self.test = test
        refit = nil
    }

    /// The newest day of the labels that the weights which serve were fitted to.
    package func newestLabelDay(horizonDays: Int) -> Day {
        (refit ?? train).last + horizonDays
    }

    /// The newest day of the labels of the first fit.
    package func gateNewestLabelDay(horizonDays: Int) -> Day {
        train.last + horizonDays
    }

    /// The newest day of the labels of the validation dates, which calibrate the quantiles.
    package func newestValidationLabelDay(horizonDays: Int) -> Day {
        validation.last + horizonDays
    }
}

import AdvertiserDomain

/// How a report puts differences into words.
enum StudySentence {
    static let method =
        "NMAE is equation 22 of the paper and SMAPE equation 21, from 0 to 2; less is better. Overall is the mean over "
        + "cells, a cell being a scenario and a task. The mean is the forecast to be summed; a point is the forecast "
        + "that minimises the measure beside it."

    static let interval =
        "A difference is the relative change of the error, negative where it is lower. Its 95 % interval is from "
        + "\(TextTable.grouped(PartStatistics.resamples)) paired resamples of advertisers, the seeds averaged within "
        + "each; where it holds 0 the two are tied."

    /// Why some have no measures of points.
    static func withoutPoints(_ names: [String]) -> String {
        "Every point of \(list(names)) is the mean: that is no decision to be measured, so that measures of points leave "
            + "\(names.count == 1 ? "it" : "them") out."
    }

    /// What was done to a scenario, to make it a minor one.
    static func thinned(_ thinned: ThinnedScenario) -> String {
        "Of the training samples of \(thinned.scenario) only \(ReportNumber.share(thinned.share)) were kept, chosen at "
            + "random."
    }

    /// Such as `1.2 % lower (95 % interval −1.9 % to −0.4 %)`.
    static func difference(_ difference: PairedDifference) -> String {
        let interval = "95\u{A0}% interval \(ReportNumber.interval(difference))"
        return switch difference.verdict {
        case .lower: "\(ReportNumber.magnitude(difference.relative)) lower (\(interval))"
        case .higher: "\(ReportNumber.magnitude(difference.relative)) higher (\(interval))"
        case .tie: "tied with it at \(ReportNumber.percent(difference.relative)) (\(interval))"
        }
    }

    /// Names joined by commas and `and`.
    static func list(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }

    static func days(_ count: Int) -> String { count == 1 ? "1 labelled day" : "\(count) labelled days" }

    static let oneSeed = "One seed alone: the intervals do not say what another would change."

    static func seeds(_ count: Int) -> String { count == 1 ? "one seed" : "\(count) seeds" }
}

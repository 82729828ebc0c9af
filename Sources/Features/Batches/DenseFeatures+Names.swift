import AdvertiserDomain

extension DenseFeatures {
    /// A name for each feature, such as `own.clicks.sum7`, `own.clicks.active28`, `all.clicks.sum7-sum14` or
    /// `own-all.clicks.sum7`, `own.clicks.day0` or `own.clicks.on0`, in the order of a batch.
    ///
    /// - Parameter specification: the one this was made for.
    package func names(of specification: FeatureSpecification) -> [String] {
        let measureNames = measures.map { specification.columns.measures[$0] }
        let sums = sumWindows.map { "sum\($0)" }
        let shares = shareWindows.map { "active\($0)" }
        let trends = zip(sums, sums.dropFirst()).map { "\($0)-\($1)" }
        var names: [String] = []
        for (view, kinds) in [("own", [sums, shares, trends]), ("all", [sums, shares, trends]), ("own-all", [sums])] {
            for features in kinds {
                for measure in measureNames { names += features.map { "\(view).\(measure).\($0)" } }
            }
        }
        for feature in ["day", "on"] {
            for measure in measureNames { names += (0..<patternDays).map { "own.\(measure).\(feature)\($0)" } }
        }
        return firstWeekday == nil ? names : names + (0..<7).map { "weekday\($0)" }
    }
}

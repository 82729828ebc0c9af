import AdvertiserDomain

extension DenseFeatures {
    /// A name for each feature, such as `own.clicks.sum7`, in the order of a batch.
    ///
    /// - Parameter specification: the one this was made for.
    package func names(of specification: FeatureSpecification) -> [String] {
        let measureNames = measures.map { specification.columns.measures[$0] }
        let views = ["own", "all"].flatMap { view in
            measureNames.flatMap { name in sumWindows.map { "\(view).\(name).sum\($0)" } }
                + measureNames.flatMap { name in shareWindows.map { "\(view).\(name).active\($0)" } }
        }
        return views + (firstWeekday == nil ? [] : (0..<7).map { "weekday\($0)" })
    }
}

/// A pair of advertiser and scenario on an as-of date: what is forecast at once.
package struct Sample: Hashable, Sendable {
    /// Position in ``Panel/series``.
    package let series: Int32
    /// The as-of date as a day offset in the panel; the window ends with it, the horizon begins after it.
    package let asOf: Int32

    package init(series: Int32, asOf: Int32) {
        self.series = series
        self.asOf = asOf
    }
}

extension [Sample] {
    /// All of them, or `limit` of them at even distances, in their order.
    package func evenlySpread(atMost limit: Int) -> [Sample] {
        guard count > limit else { return self }
        return (0..<limit).map { self[$0 * count / limit] }
    }
}

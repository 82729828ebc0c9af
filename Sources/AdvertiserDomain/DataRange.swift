/// The days a data set covers.
package struct DataRange: Codable, Equatable, Sendable {
    /// The oldest day on which anybody has a row.
    package let oldest: Day
    /// The newest complete day; rows dated later are never read.
    package let newest: Day
    /// Days between the two that are not complete, ascending: nobody has a row on them, or they are not listed as whole.
    /// Labels that overlap one are not used.
    package let gaps: [Day]

    package init(oldest: Day, newest: Day, gaps: [Day]) {
        self.oldest = oldest
        self.newest = newest
        self.gaps = gaps
    }

    package var dayCount: Int { newest - oldest + 1 }
}

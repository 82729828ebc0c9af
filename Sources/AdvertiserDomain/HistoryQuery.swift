/// A part of one advertiser's history.
package struct HistoryQuery: Equatable, Sendable {
    package let advertiser: String
    package let first: Day
    /// Included.
    package let last: Day

    package init(advertiser: String, from first: Day, through last: Day) {
        self.advertiser = advertiser
        self.first = first
        self.last = last
    }
}

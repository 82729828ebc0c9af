import AdvertiserDomain

/// The days from `first` to `last`, both included.
package struct DaySpan: Codable, Equatable, Sendable {
    package let first: Day
    package let last: Day

    package init(first: Day, last: Day) {
        self.first = first
        self.last = last
    }
}

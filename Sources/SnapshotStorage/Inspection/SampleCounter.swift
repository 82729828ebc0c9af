import AdvertiserDomain

/// Counts the samples of a pair of advertiser and scenario: the as-of dates with at least one row in the window before them.
struct SampleCounter {
    private let windowDays: Int
    private let oldest: Day
    /// Entry k: how many as-of dates lie before the day `oldest + k`.
    private let datesBefore: [Int]

    init(dates: [Day], windowDays: Int, range: DataRange) {
        self.windowDays = windowDays
        self.oldest = range.oldest
        let wanted = Set(dates)
        var before = [0]
        before.reserveCapacity(range.dayCount + 1)
        for offset in 0..<range.dayCount {
            before.append((before.last ?? 0) + (wanted.contains(range.oldest + offset) ? 1 : 0))
        }
        datesBefore = before
    }

    /// - parameter days: The days on which the pair has a row, ascending, all in the range.
    func samples(of days: some Sequence<Day>) -> Int {
        var count = 0
        var counted = 0
        for day in days {
            let first = max(day - oldest, counted)
            let end = min(day - oldest + windowDays, datesBefore.count - 1)
            guard first < end else { continue }
            count += datesBefore[end] - datesBefore[first]
            counted = end
        }
        return count
    }
}

import AdvertiserDomain

extension HistorySource {
    /// The days that a training may use: complete, and none after `until`.
    ///
    /// - Throws: ``TrainingError``, or what the source throws.
    func usableRange(until: Day?) throws -> DataRange {
        let range = try requiredDataRange()
        guard let until else { return range }
        guard range.oldest <= until, until <= range.newest else {
            throw TrainingError.untilOutsideData(until: until, oldest: range.oldest, newest: range.newest)
        }
        return DataRange(oldest: range.oldest, newest: until, gaps: range.gaps.filter { $0 <= until })
    }
}

import AdvertiserDomain

extension HistorySource {
    /// The days that a training may use: complete, and none after `until`.
    ///
    /// - Parameter database: what an error calls the source.
    /// - Throws: ``TrainingError``, or what the source throws.
    func usableRange(until: Day?, database: String) throws -> DataRange {
        guard let range = try dataRange() else { throw NoCompleteDay(database: database) }
        guard let until else { return range }
        guard range.oldest <= until, until <= range.newest else {
            throw TrainingError.untilOutsideData(until: until, oldest: range.oldest, newest: range.newest)
        }
        return DataRange(oldest: range.oldest, newest: until, gaps: range.gaps.filter { $0 <= until })
    }
}

import AdvertiserDomain

extension SnapshotDatabase {
    package func dataRange() throws -> DataRange? {
        let (summary, settling) = try currentSummary()
        try requireGoodDates(summary)
        let complete = completeDays(summary, settling)
        guard let oldest = complete.first, let newest = complete.last else { return nil }
        var gaps: [Day] = []
        for (earlier, later) in zip(complete, complete.dropFirst()) {
            gaps.append(contentsOf: (1..<(later - earlier)).map { earlier + $0 })
        }
        return DataRange(oldest: oldest, newest: newest, gaps: gaps)
    }

    /// The days covered.
    ///
    /// - throws: `NoCompleteDay` where there is none.
    package func requiredDataRange() throws -> DataRange {
        guard let range = try dataRange() else {
            throw NoCompleteDay(database: path, isListed: schema.listsCompleteDays)
        }
        return range
    }

    package func scenarios() throws -> [ScenarioRecord] {
        let summary = try currentSummary().content
        try summary.scenarioTally.require(onBadRow, path: path)
        return summary.scenarios
    }

    /// Names of scenarios that have snapshots but no row in `scenarios`, ascending; their attributes are unknown.
    package func unlistedScenarios() throws -> [String] {
        try currentSummary().content.unlistedScenarios
    }

    /// Whether the database lists its complete days itself.
    package var listsCompleteDays: Bool { schema.listsCompleteDays }

    /// The days that count, ascending: those with rows, not after today, and whole.
    ///
    /// A day that the loader has not listed is missing here even between two listed ones, and so becomes a gap: half a day's
    /// rows would look like churn.
    func completeDays(_ summary: DataSummary, _ settling: SettlingDay?) -> [Day] {
        let today = today()
        var days = summary.days.filter { $0 <= today }
        if let listed = summary.listedDays {
            days.removeAll { !listed.contains($0) }
        } else if case .settled(let seconds, let now) = completeness, !days.isEmpty {
            let isSettled = settling.map { $0.day == days.last && $0.isSettled(at: now(), after: seconds) } ?? false
            if !isSettled { days.removeLast() }
        }
        return days
    }

    /// Refuses dates that are none and, which only the day of the call can tell, dates after today.
    private func requireGoodDates(_ summary: DataSummary) throws {
        guard onBadRow == .fail else { return }
        if let fault = summary.faults.first { throw StorageError.badRow(path: path, fault) }
        let today = today()
        if let last = summary.days.last, last > today {
            throw StorageError.badRow(path: path, try futureFault(of: last, table: SnapshotSchema.snapshots, today))
        }
        if let last = summary.listedDays?.max(), last > today {
            throw StorageError.badRow(path: path, try futureFault(of: last, table: SnapshotSchema.days, today))
        }
    }
}

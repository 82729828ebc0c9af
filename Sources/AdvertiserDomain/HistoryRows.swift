/// The rows of a history in a few arrays: thousands of histories are read a second, and rows that each had memory of their
/// own would cost more than the rest of the reading.
package struct HistoryRows: Equatable, Sendable {
    /// Rows of one scenario that follow one another.
    package struct Stretch: Equatable, Sendable {
        /// The scenario's name.
        package let scenario: String
        /// Positions in ``HistoryRows/days``.
        package fileprivate(set) var rows: Range<Int>
    }

    package private(set) var stretches: [Stretch] = []
    /// One a row.
    package private(set) var days: [Day] = []
    /// [row, measure].
    package private(set) var measures: [Float] = []
    /// Measures of a row; 0 where there is none.
    package private(set) var measureCount = 0

    package init() {}

    /// - Parameter snapshots: each with as many measures.
    package init(_ snapshots: [DailySnapshot]) {
        for snapshot in snapshots {
            append(scenario: snapshot.scenario, day: snapshot.day, measures: snapshot.measures)
        }
    }

    package var count: Int { days.count }

    /// Makes room for so many rows, so that to add them takes no further memory.
    package mutating func reserveCapacity(rows: Int, measures measureCount: Int) {
        days.reserveCapacity(rows)
        measures.reserveCapacity(rows * measureCount)
    }

    /// The measures of a row.
    package func measures(ofRow row: Int) -> ArraySlice<Float> {
        measures[row * measureCount..<(row + 1) * measureCount]
    }

    /// Adds a row with as many measures as those before.
    package mutating func append(scenario: String, day: Day, measures row: [Float]) {
        precondition(days.isEmpty || row.count == measureCount, "\(row.count) measures beside rows of \(measureCount)")
        measureCount = row.count
        let position = days.count
        if let last = stretches.indices.last, stretches[last].scenario.equalsByScalars(scenario) {
            stretches[last].rows = stretches[last].rows.lowerBound..<position + 1
        } else {
            stretches.append(Stretch(scenario: scenario, rows: position..<position + 1))
        }
        days.append(day)
        measures.append(contentsOf: row)
    }
}

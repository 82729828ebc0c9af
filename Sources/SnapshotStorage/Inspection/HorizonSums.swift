import AdvertiserDomain

/// The labels of one pair of advertiser and scenario over horizons that do not overlap.
struct HorizonSums {
    /// Cuts a range into horizons, counted back from its newest day; those that overlap a gap count for nothing.
    struct Blocks {
        let range: DataRange
        let horizonDays: Int
        private let isWhole: [Bool]

        init(range: DataRange, horizonDays: Int) {
            self.range = range
            self.horizonDays = horizonDays
            var isWhole = [Bool](repeating: true, count: range.dayCount / horizonDays)
            for gap in range.gaps {
                let index = (range.newest - gap) / horizonDays
                if isWhole.indices.contains(index) { isWhole[index] = false }
            }
            self.isWhole = isWhole
        }

        var count: Int { isWhole.count }

        /// The horizon that a day belongs to; `nil` where there is none.
        func index(of day: Day) -> Int? {
            let index = (range.newest - day) / horizonDays
            return day <= range.newest && isWhole.indices.contains(index) && isWhole[index] ? index : nil
        }
    }

    private let taskCount: Int
    /// Whether the pair has a row in a horizon.
    private(set) var isActive: [Bool]
    /// A row a horizon, a column a task.
    private var values: [Double]

    /// - parameters:
    ///   - part: The pair's rows among those of the advertiser.
    ///   - measureIndices: For each task the measure that it sums.
    init(
        _ rows: HistoryRows, _ part: Range<Int>, tasks: [PredictionTask], measureIndices: [Int], blocks: Blocks
    ) {
        taskCount = tasks.count
        isActive = [Bool](repeating: false, count: blocks.count)
        values = [Double](repeating: 0, count: blocks.count * tasks.count)
        for row in part {
            guard let block = blocks.index(of: rows.days[row]) else { continue }
            isActive[block] = true
            for (task, measure) in measureIndices.enumerated() {
                let value = Double(rows.measures[row * rows.measureCount + measure])
                tasks[task].aggregate.add(value, to: &values[block * taskCount + task])
            }
        }
    }

    func value(block: Int, task: Int) -> Double { values[block * taskCount + task] }
}

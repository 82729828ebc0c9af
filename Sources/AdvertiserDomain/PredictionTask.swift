/// One thing to forecast for an advertiser in a scenario over the horizon.
package struct PredictionTask: Codable, Equatable, Sendable {
    /// How a column's days become one label.
    package enum Aggregate: String, Codable, CaseIterable, Sendable {
        /// The sum over the horizon.
        case sum
        /// The number of days of the horizon with a value above zero.
        case activeDays = "active_days"
        /// 1 if any day of the horizon has a value above zero, else 0.
        case active
    }

    package let name: String
    /// A numeric column of `daily_snapshots`.
    package let column: String
    package let aggregate: Aggregate
    package let unit: String
    /// λ of equation 19.
    package let weight: Float

    package init(name: String, column: String, aggregate: Aggregate, unit: String, weight: Float = 1) {
        self.name = name
        self.column = column
        self.aggregate = aggregate
        self.unit = unit
        self.weight = weight
    }
}

extension PredictionTask.Aggregate {
    /// Adds the value of one more day to a label, which begins at 0.
    package func add(_ value: Double, to label: inout Double) {
        switch self {
        case .sum: label += value
        case .activeDays: label += value > 0 ? 1 : 0
        case .active: if value > 0 { label = 1 }
        }
    }
}

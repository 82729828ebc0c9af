/// What one advertiser did and got in one scenario on one day.
package struct DailySnapshot: Equatable, Sendable {
    /// The scenario's name.
    package let scenario: String
    package let day: Day
    /// One value a column of ``HistoryColumns/measures``, in that order; each finite and not negative.
    package let measures: [Float]

    package init(scenario: String, day: Day, measures: [Float]) {
        self.scenario = scenario
        self.day = day
        self.measures = measures
    }
}

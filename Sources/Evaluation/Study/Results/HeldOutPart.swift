import AdvertiserDomain

/// The forecasts of a scenario that is new at a simulated launch day, after some days of labels in it.
package struct HeldOutPart: Codable, Equatable, Sendable {
    package let scenario: String
    /// Rows of the scenario before it were deleted.
    package let launchDay: Day
    /// Days of the scenario whose labels training saw.
    package let labelledDays: Int
    /// What the variants make of the test samples; only the cells of ``scenario`` count.
    package let part: StudyPart

    package init(scenario: String, launchDay: Day, labelledDays: Int, part: StudyPart) {
        self.scenario = scenario
        self.launchDay = launchDay
        self.labelledDays = labelledDays
        self.part = part
    }

    private enum CodingKeys: String, CodingKey {
        case scenario, part
        case launchDay = "launch_day"
        case labelledDays = "labelled_days"
    }
}

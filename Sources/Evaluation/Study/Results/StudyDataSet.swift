import AdvertiserDomain

/// What a study was made on: the paper's Tables 1 and 3 for the data set used.
package struct StudyDataSet: Codable, Equatable, Sendable {
    /// Samples of one scenario (a column of Table 3).
    package struct Scenario: Codable, Equatable, Sendable {
        package let scenario: String
        /// Advertisers with a row in it.
        package let advertisers: Int
        package let rows: Int
        package let train: Int
        package let validation: Int
        package let test: Int

        package init(scenario: String, advertisers: Int, rows: Int, train: Int, validation: Int, test: Int) {
            self.scenario = scenario
            self.advertisers = advertisers
            self.rows = rows
            self.train = train
            self.validation = validation
            self.test = test
        }
    }

    /// How the labels of two scenarios go together (a row of Table 1).
    package struct Correlation: Codable, Equatable, Sendable {
        package let first: String
        package let second: String
        /// Advertisers that are in both.
        package let advertisers: Int
        /// Pearson's coefficient of each task of the data set; `nil` where a label never changes.
        package let coefficients: [Double?]

        package init(first: String, second: String, advertisers: Int, coefficients: [Double?]) {
            self.first = first
            self.second = second
            self.advertisers = advertisers
            self.coefficients = coefficients
        }
    }

    package let name: String
    package let firstDay: Day
    package let lastDay: Day
    package let advertisers: Int
    package let rows: Int
    package let windowDays: Int
    package let horizonDays: Int
    package let tasks: [String]
    package let scenarios: [Scenario]
    package let correlations: [Correlation]

    package init(
        name: String, firstDay: Day, lastDay: Day, advertisers: Int, rows: Int, windowDays: Int, horizonDays: Int,
        tasks: [String], scenarios: [Scenario], correlations: [Correlation]
    ) {
        self.name = name
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.advertisers = advertisers
        self.rows = rows
        self.windowDays = windowDays
        self.horizonDays = horizonDays
        self.tasks = tasks
        self.scenarios = scenarios
        self.correlations = correlations
    }

    private enum CodingKeys: String, CodingKey {
        case name, advertisers, rows, tasks, scenarios, correlations
        case firstDay = "first_day"
        case lastDay = "last_day"
        case windowDays = "window_days"
        case horizonDays = "horizon_days"
    }
}

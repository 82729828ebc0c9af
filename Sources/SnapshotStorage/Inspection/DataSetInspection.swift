import AdvertiserDomain
import Foundation

/// What a data set holds: its rows and days, the samples of every scenario (Table 3 of the paper), and how the scenarios
/// correlate (Table 1).
package struct DataSetInspection: Codable, Equatable, Sendable {
    /// The as-of dates of the parts of a study.
    package struct Parts: Codable, Equatable, Sendable {
        package let train: [Day]
        package let validation: [Day]
        package let test: [Day]

        package init(train: [Day], validation: [Day], test: [Day]) {
            self.train = train
            self.validation = validation
            self.test = test
        }
    }

    /// Samples of one scenario in each part.
    package struct Samples: Codable, Equatable, Sendable {
        package var train = 0
        package var validation = 0
        package var test = 0
    }

    package struct Scenario: Codable, Equatable, Sendable {
        package let scenario: String
        /// Whether the table `scenarios` has it, and with it its attributes.
        package let isListed: Bool
        /// Advertisers with a row in it.
        package let advertisers: Int
        package let rows: Int
        /// `nil` where the days are too few for the parts.
        package let samples: Samples?
    }

    /// How the labels of two scenarios go together, over the horizons in which an advertiser has a row in both.
    package struct Correlation: Codable, Equatable, Sendable {
        package struct TaskCorrelation: Codable, Equatable, Sendable {
            package let task: String
            /// Pearson's; `nil` where one of the scenarios has the same label throughout.
            package let coefficient: Double?

            /// Says `null` where there is no coefficient, so that every task has the same keys.
            package func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: CodingKeys.self)
                try container.encode(task, forKey: .task)
                try container.encode(coefficient, forKey: .coefficient)
            }
        }

        package let first: String
        package let second: String
        /// Advertisers that have such a horizon.
        package let advertisers: Int
        /// Pairs of labels.
        package let points: Int
        package let tasks: [TaskCorrelation]
    }

    package let database: String
    package let oldest: Day
    package let newest: Day
    /// Complete days with rows.
    package let days: Int
    package let gaps: [Day]
    /// Whether `snapshot_days` says which days are complete.
    package let listsCompleteDays: Bool
    package let rows: Int
    /// Bad rows that quarantine left out.
    package let rowsLeftOut: Int
    /// Advertisers with a row.
    package let advertisers: Int
    package let windowDays: Int
    package let horizonDays: Int
    /// `nil` where the days are too few for them.
    package let asOfDates: Parts?
    /// Ascending by name.
    package let scenarios: [Scenario]
    /// Every pair of scenarios.
    package let correlations: [Correlation]

    /// One JSON object on one line, keys in snake case and sorted.
    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

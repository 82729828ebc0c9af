import Foundation
import Testing

@testable import AdvertiserDomain

/// Holds `docs/configuration.md` to the keys that the code reads.
@Suite struct ConfigurationReferenceTests {
    @Test(arguments: [
        ("Top level", AdcastConfiguration.yamlKeys),
        ("features", AdcastConfiguration.featureYAMLKeys),
        ("tasks", AdcastConfiguration.taskYAMLKeys),
        ("model", ModelConfiguration.yamlKeys),
        ("training", TrainingConfiguration.yamlKeys),
        ("training", TrainingConfiguration.attributeDropoutYAMLKeys),
        ("training", TrainingConfiguration.penaltyYAMLKeys),
        ("serving", ServingConfiguration.yamlKeys),
        ("retraining", RetrainingConfiguration.yamlKeys),
    ])
    func hasEveryKeyInItsSection(section: String, keys: [String]) throws {
        let rows = try Self.rows(ofSection: section)
        for key in keys {
            #expect(
                rows.contains { $0.hasPrefix("| `\(key)` |") }, "docs/configuration.md has no row \(section).\(key)")
        }
    }

    @Test func givesTheDefaultsOfTheCode() throws {
        let serving = ServingConfiguration()
        let retraining = RetrainingConfiguration()
        let model = ModelConfiguration.default
        let training = TrainingConfiguration.default
        let expected: [(section: String, row: String)] = [
            ("Top level", "| `pattern_days` | \(AdcastConfiguration.defaultPatternDays) |"),
            ("serving", "| `port` | \(serving.port) |"),
            ("serving", "| `maximum_body_bytes` | \(serving.maximumBodyBytes) |"),
            ("serving", "| `maximum_connections` | \(serving.maximumConnections) |"),
            ("serving", "| `log_level` | `\(serving.logLevel.rawValue)` |"),
            ("retraining", "| `keep_versions` | \(retraining.keepVersions) |"),
            ("retraining", "| `priority` | `\(retraining.priority.rawValue)` |"),
            ("retraining", "| `deadline_minutes` | \(retraining.deadlineMinutes) |"),
            ("model", "| `view_width` | \(model.viewWidth) | \(ModelConfiguration.paper.viewWidth) |"),
            ("model", "| `members` | \(model.members) | \(ModelConfiguration.paper.members) |"),
            ("training", "| `epochs` | \(training.epochs) | \(TrainingConfiguration.paper.epochs) |"),
            (
                "training",
                "| `as_of_stride_days` | \(training.asOfStrideDays) | \(TrainingConfiguration.paper.asOfStrideDays) |"
            ),
            (
                "training",
                "| `learning_rate` | \(training.learningRate) | \(TrainingConfiguration.paper.learningRate) |"
            ),
        ]
        for (section, row) in expected {
            #expect(try Self.rows(ofSection: section).contains { $0.hasPrefix(row) }, "\(section): \(row)")
        }
    }

    /// The table rows below a heading of the second level, up to the next one.
    private static func rows(ofSection section: String) throws -> [Substring] {
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        let text = try String(contentsOf: root.appending(path: "docs/configuration.md"), encoding: .utf8)
        let lines = text.split(separator: "\n")
        let start = try #require(lines.firstIndex(of: "## \(section)"), "no section \(section)")
        return lines[(start + 1)...].prefix { !$0.hasPrefix("## ") }.filter { $0.hasPrefix("| `") }
    }
}

import Foundation
import Testing

extension EndToEndTests {
    @Suite struct ConfigurationFaultTests {
        /// A change of the configuration that makes it wrong, and what the error says of it.
        struct BadConfiguration: CustomTestStringConvertible, Sendable {
            let text: String
            let replacement: String
            let naming: [String]

            var testDescription: String { replacement }
        }

        static let badConfigurations = [
            BadConfiguration(
                text: "window_days:", replacement: "window_dys:",
                naming: ["world.yaml:14: window_dys: unknown key", "did you mean 'window_days'?"]),
            BadConfiguration(
                text: "window_days: 40", replacement: "window_days: forty",
                naming: ["world.yaml:14: window_days", "forty"]),
            BadConfiguration(
                text: "behaviour: [", replacement: "behaviour: [[", naming: ["world.yaml:10", "not valid YAML"]),
            BadConfiguration(
                text: "column: clicks", replacement: "colum: clicks", naming: ["tasks[1]", "did you mean 'column'?"]),
            BadConfiguration(
                text: "database: world.sqlite", replacement: "",
                naming: ["world.yaml", "'database' is missing", "add it"]),
            BadConfiguration(
                text: "as_of_stride_days: 3", replacement: "as_of_stride_days: 14",
                naming: ["training.as_of_stride_days", "not a multiple of 7"]),
        ]

        @Test(arguments: badConfigurations)
        func aWrongConfiguration(_ bad: BadConfiguration) throws {
            let place = try TrainedWorld.copy()
            try place.replaceInConfiguration(bad.text, with: bad.replacement)
            let before = try FileTree(place.directory.path)
            for command in ["train", "score", "evaluate", "inspect", "serve"] {
                expectRefusal(try place.run(command), exitCode: 2, naming: bad.naming)
            }
            expectRefusal(
                try AdcastBinary.run(["config", "check", place.configuration]), exitCode: 2, naming: bad.naming)
            #expect(try FileTree(place.directory.path) == before)
        }

        @Test func noConfiguration() throws {
            let place = try TrainedWorld.copy()
            try FileManager.default.removeItem(atPath: place.configuration)
            for command in ["train", "score", "serve"] {
                expectRefusal(
                    try place.run(command), exitCode: 2,
                    naming: [place.configuration, "no such file", "name an existing YAML file with --config"])
            }
        }

        @Test(arguments: [
            ("horizon_days: 7", "horizon_days: 5", "horizon_days is 5"),
            ("window_days: 40", "window_days: 30", "window_days is 30"),
            ("bid_changes, budget]", "bid_changes]", "features.behaviour is [logins, campaign_edits, bid_changes]"),
            ("column: gmv, aggregate: sum", "column: gmv, aggregate: active", "gmv (active of gmv)"),
        ])
        func aConfigurationThatContradictsTheModel(text: String, replacement: String, complaint: String) throws {
            let place = try TrainedWorld.copy()
            try place.replaceInConfiguration(text, with: replacement)
            let before = try FileTree(place.directory.path)
            for command in ["score", "evaluate", "serve"] {
                expectRefusal(
                    try place.run(command), exitCode: 2, naming: [complaint, "model version 1", "adcast train"])
            }
            #expect(try FileTree(place.directory.path) == before)
        }
    }
}

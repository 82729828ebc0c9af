import Foundation
import Testing

@testable import AdvertiserDomain

@Suite struct AdcastConfigurationTests {
    static let minimal = """
        database: data/snapshots.sqlite
        features:
          behaviour: [logins]
          performance: [clicks]
        tasks:
          - { name: clicks, column: clicks }

        """

    static func parse(_ yaml: String) throws -> AdcastConfiguration {
        try AdcastConfiguration(yaml: yaml, baseDirectory: "/srv/adcast", fileName: "adcast.yaml")
    }

    /// The one-line description of the error that parsing gives.
    static func complaint(_ yaml: String) -> String {
        do {
            _ = try parse(yaml)
            return "no error"
        } catch let error as any OperatorError {
            #expect(error.isUsageFault)
            return error.description
        } catch {
            return "not for the operator: \(error)"
        }
    }

    @Test func fillsInTheDefaults() throws {
        let configuration = try Self.parse(Self.minimal)
        #expect(
            configuration
                == AdcastConfiguration(
                    database: "/srv/adcast/data/snapshots.sqlite", models: "/srv/adcast/models",
                    columns: HistoryColumns(
                        behaviour: ["logins"], performance: ["clicks"], profile: [], scenario: [],
                        taskColumns: ["clicks"]),
                    tasks: [PredictionTask(name: "clicks", column: "clicks", aggregate: .sum, unit: "clicks")]))
    }

    @Test func readsEveryKey() throws {
        let configuration = try Self.parse(
            """
            database: /data/x.sqlite
            models: ../versions
            timezone: Asia/Shanghai
            features:
              behaviour: [logins, on]
              performance: [clicks, "1"]
              profile: [level]
              scenario: [type, pricing]
            decision: nmae
            on_bad_row: quarantine
            settle_minutes: 5
            tasks:
              - { name: clicks-7, column: clicks, aggregate: active_days, unit: days, weight: 0.5 }
              - { name: gmv, column: gmv, aggregate: active }
            window_days: 28
            horizon_days: 14
            pattern_days: 9
            model:
              { preset: default, view_width: 32, experts: 3, knowledge_width: 16, meta_layers: 2, tower_layers: 3,
                generator_rank: full, transformer: false, head_width: half, pooling: flatten, dropout: 0, head: poisson,
                members: 5, anchor: false }
            training:
              epochs: 2
              batch_size: 128
              learning_rate: 5e-4
              schedule: constant
              as_of_stride_days: 2
              scenario_balance: 1
              attribute_dropout: { name: 0.3, other: 0 }
              penalty: { generators: 1e-5, static: 2e-5 }
              threads: 2
              seed: 7
            serving:
              { host: 0.0.0.0, port: 0, maximum_body_bytes: 4096, maximum_connections: 8, idle_timeout_seconds: 1.5,
                request_timeout_seconds: 2, drain_timeout_seconds: 3, threads: 1,
                log_level: warning, admin_socket: run/admin.sock, token_file: /etc/adcast/tokens }
            retraining:
              { enabled: true, check_seconds: 5, on_new_day: false, every_hours: 0.5, jitter_minutes: 3,
                priority: normal, deadline_minutes: 20, keep_versions: 2, max_overall_worsening: 0.015,
                max_scenario_worsening: 0, min_scenario_samples: 9 }
            """)
        #expect(configuration.database == "/data/x.sqlite")
        #expect(configuration.models == "/srv/versions")
        #expect(configuration.timezone == "Asia/Shanghai")
        #expect(configuration.columns.behaviour == ["logins", "on"])
        #expect(configuration.columns.measures == ["logins", "on", "clicks", "1", "gmv"])
        #expect(configuration.columns.profile == ["level"])
        #expect(configuration.columns.scenario == ["type", "pricing"])
        #expect(configuration.decision == .nmae)
        #expect(configuration.onBadRow == .quarantine)
        #expect(configuration.settleMinutes == 5)
        #expect(
            configuration.tasks == [
                PredictionTask(name: "clicks-7", column: "clicks", aggregate: .activeDays, unit: "days", weight: 0.5),
                PredictionTask(name: "gmv", column: "gmv", aggregate: .active, unit: "gmv"),
            ])
        #expect(configuration.windowDays == 28)
        #expect(configuration.horizonDays == 14)
        #expect(configuration.patternDays == 9)
        #expect(
            configuration.model
                == ModelConfiguration(
                    viewWidth: 32, experts: 3, knowledgeWidth: 16, metaLayers: 2, towerLayers: 3, generator: .full,
                    transformer: false, headWidth: .half, pooling: .flatten, dropout: 0, head: .poisson, members: 5))
        #expect(
            configuration.training
                == TrainingConfiguration(
                    epochs: 2, batchSize: 128, learningRate: 5e-4, schedule: .constant, asOfStrideDays: 2,
                    scenarioBalance: 1, attributeDropout: .init(name: 0.3, other: 0),
                    penalty: .init(generators: 1e-5, static: 2e-5), threads: 2, seed: 7))
        #expect(
            configuration.serving
                == ServingConfiguration(
                    host: "0.0.0.0", port: 0, maximumBodyBytes: 4096, maximumConnections: 8, idleTimeoutSeconds: 1.5,
                    requestTimeoutSeconds: 2, drainTimeoutSeconds: 3, threads: 1, logLevel: .warning,
                    adminSocket: "/srv/adcast/run/admin.sock",
                    tokenFile: "/etc/adcast/tokens"))
        #expect(configuration.adminSocketPath == "/srv/adcast/run/admin.sock")
        #expect(
            configuration.retraining
                == RetrainingConfiguration(
                    isEnabled: true, checkSeconds: 5, onNewDay: false, everyHours: 0.5, jitterMinutes: 3,
                    priority: .normal, deadlineMinutes: 20, keepVersions: 2, maxOverallWorsening: 0.015,
                    maxScenarioWorsening: 0, minScenarioSamples: 9))
    }

    @Test func startsFromThePresetOfThePaper() throws {
        let configuration = try Self.parse(
            Self.minimal + "training: { epochs: 3 }\nmodel: { preset: paper, generator_rank: 8, head_width: 12 }\n")
        var model = ModelConfiguration.paper
        model.generator = .factored(rank: 8)
        model.headWidth = .fixed(12)
        var training = TrainingConfiguration.paper
        training.epochs = 3
        #expect(configuration.model == model)
        #expect(configuration.training == training)
        #expect(configuration.patternDays == 0)
        let withDays = try Self.parse(Self.minimal + "model: { preset: paper }\npattern_days: 5\n")
        #expect(withDays.patternDays == 5)
        #expect(try Self.parse(Self.minimal).patternDays == 14)
    }

    @Test func administersBesideTheModelsByDefault() throws {
        var configuration = try Self.parse(Self.minimal)
        #expect(configuration.adminSocketPath == "/srv/adcast/models/admin.sock")
        configuration.models = "/elsewhere"
        #expect(configuration.adminSocketPath == "/elsewhere/admin.sock")
    }

    @Test func takesAnEmptySectionForTheDefaults() throws {
        #expect(try Self.parse(Self.minimal + "training:\nserving:\nretraining:\n") == Self.parse(Self.minimal))
    }

    @Test(arguments: [
        ("epoch: 3\n", "adcast.yaml:7: epoch: unknown key; known: database, models,"),
        ("window_day: 3\n", "adcast.yaml:7: window_day: unknown key; did you mean 'window_days'?"),
        ("model:\n  view_widht: 3\n", "adcast.yaml:8: model.view_widht: unknown key; did you mean 'view_width'?"),
        ("retraining: { keep_version: 3 }\n", "retraining.keep_version: unknown key; did you mean 'keep_versions'?"),
        ("serving: { admin_sock: x }\n", "serving.admin_sock: unknown key; did you mean 'admin_socket'?"),
        (
            "training: { attribute_dropout: { names: 0 } }\n",
            "attribute_dropout.names: unknown key; did you mean 'name'?"
        ),
        ("models: a\nmodels: b\n", "has a key twice: models"),
        ("models: [\n", "not valid YAML"),
    ])
    func namesUnknownKeys(line: String, part: String) {
        let complaint = Self.complaint(Self.minimal + line)
        #expect(complaint.contains(part), "\(complaint)")
        #expect(!complaint.contains("\n"))
    }

    @Test(arguments: [
        ("window_days: 0", "adcast.yaml:7: window_days: '0' is not allowed; it must be a whole number from 1 to 3660"),
        ("window_days: forty", "window_days: 'forty' is not allowed"),
        ("window_days: '40'", "window_days: '40' is not allowed"),
        ("window_days: 99999999999999999999", "window_days: '99999999999999999999' is not allowed"),
        ("horizon_days: 7.5", "horizon_days: '7.5' is not allowed"),
        ("settle_minutes: -1", "settle_minutes: '-1' is not allowed"),
        ("decision: mape", "decision: 'mape' is not allowed; it must be one of: smape, nmae"),
        ("on_bad_row: ignore", "on_bad_row: 'ignore' is not allowed; it must be one of: fail, quarantine"),
        ("timezone: Mars/Olympus", "timezone: 'Mars/Olympus' is not allowed; it must be an IANA time zone"),
        ("models:", "models: an empty value is not allowed"),
        ("model: [1]", "model: a list is not allowed; it must be a mapping with the keys preset,"),
        ("model: { preset: big }", "model.preset: 'big' is not allowed; it must be one of: default, paper"),
        ("model: { dropout: 1 }", "model.dropout: '1' is not allowed; it must be a number of at least 0 and below 1"),
        ("model: { dropout: .nan }", "model.dropout: '.nan' is not allowed"),
        ("model: { transformer: maybe }", "model.transformer: 'maybe' is not allowed; it must be true or false"),
        ("model: { generator_rank: 0 }", "'0' is not allowed; it must be 'full' or a whole number from 1 to 4096"),
        ("model: { head_width: third }", "'third' is not allowed; it must be 'half' or a whole number from 1 to 4096"),
        ("training: { epochs: 0 }", "training.epochs: '0' is not allowed"),
        (
            "training: { learning_rate: 0 }",
            "training.learning_rate: '0' is not allowed; it must be a finite number above 0"
        ),
        ("training: { learning_rate: .inf }", "training.learning_rate: '.inf' is not allowed"),
        ("training: { learning_rate: 1e300 }", "training.learning_rate: '1e300' is not allowed"),
        ("training: { as_of_stride_days: 14 }", "'14' is not allowed; it must be a stride that is not a multiple of 7"),
        ("training: { seed: -1 }", "training.seed: '-1' is not allowed"),
        ("serving: { port: 65536 }", "serving.port: '65536' is not allowed; it must be a whole number from 0 to 65535"),
        ("serving: { token_file: '' }", "serving.token_file: '' is not allowed"),
        ("retraining: { enabled: often }", "retraining.enabled: 'often' is not allowed; it must be true or false"),
        ("retraining: { every_hours: 0 }", "'0' is not allowed; it must be a number from 0.1 to 8784.0"),
        ("retraining: { priority: low }", "retraining.priority: 'low' is not allowed"),
        ("retraining: { keep_versions: 0 }", "retraining.keep_versions: '0' is not allowed"),
        ("retraining: { max_overall_worsening: -0.1 }", "retraining.max_overall_worsening: '-0.1' is not allowed"),
        ("retraining: { max_scenario_worsening: .nan }", "retraining.max_scenario_worsening: '.nan' is not allowed"),
        ("serving: { idle_timeout_seconds: 0 }", "serving.idle_timeout_seconds: '0' is not allowed"),
    ])
    func namesValuesThatAreNotAllowed(line: String, part: String) {
        let complaint = Self.complaint(Self.minimal + line + "\n")
        #expect(complaint.contains(part), "\(complaint)")
        #expect(!complaint.contains("\n"))
    }

    @Test(arguments: [
        (
            "[]", "[clicks]", "[{ name: a, column: b }]",
            "features.behaviour: a list is not allowed; it must be a list of at least one"
        ),
        ("[logins]", "[]", "[{ name: a, column: b }]", "features.performance: a list is not allowed"),
        (
            "logins", "[clicks]", "[{ name: a, column: b }]",
            "features.behaviour: 'logins' is not allowed; it must be a list of column names"
        ),
        ("[x]", "[x]", "[{ name: a, column: b }]", "the column 'x' is under behaviour and under performance"),
        ("[x, x]", "[y]", "[{ name: a, column: b }]", "features.behaviour[1]: the column 'x' is listed twice"),
        ("[date]", "[y]", "[{ name: a, column: b }]", "features.behaviour[0]: 'date' is not allowed"),
        ("[x]", "[Advertiser]", "[{ name: a, column: b }]", "features.performance[0]: 'Advertiser' is not allowed"),
        ("[x]", "[y]", "[]", "tasks: a list is not allowed; it must be a list of at least one task"),
        ("[x]", "[y]", "clicks", "tasks: 'clicks' is not allowed; it must be a list of tasks"),
        (
            "[x]", "[y]", "[{ name: a, column: b }, { name: a, column: c }]",
            "tasks[1].name: a second task is called 'a'"
        ),
        ("[x]", "[y]", "[{ name: 'a b', column: b }]", "tasks[0].name: 'a b' is not allowed"),
        ("[x]", "[y]", "[{ name: é, column: b }]", "tasks[0].name: 'é' is not allowed"),
        ("[x]", "[y]", "[{ name: a }]", "tasks[0]: the key 'column' is missing; add it"),
        ("[x]", "[y]", "[{ name: a, column: scenario }]", "tasks[0].column: 'scenario' is not allowed"),
        ("[x]", "[y]", "[{ name: a, column: b, aggregate: mean }]", "it must be one of: sum, active_days, active"),
        ("[x]", "[y]", "[{ name: a, column: b, weight: -1 }]", "tasks[0].weight: '-1' is not allowed"),
        ("[x]", "[y]", "[{ name: a, column: b, weight: 0 }]", "every task has weight 0"),
    ])
    func namesFaultsOfFeaturesAndTasks(behaviour: String, performance: String, tasks: String, part: String) {
        let complaint = Self.complaint(
            """
            database: x.sqlite
            features: { behaviour: \(behaviour), performance: \(performance) }
            tasks: \(tasks)
            """)
        #expect(complaint.contains(part), "\(complaint)")
        #expect(!complaint.contains("\n"))
    }

    @Test(arguments: ["database", "features", "tasks"])
    func requiresTheKeysWithoutDefault(key: String) {
        let yaml = [
            "database": "database: x", "features": "features: { behaviour: [a], performance: [b] }",
            "tasks": "tasks: [{ name: a, column: b }]",
        ].filter { $0.key != key }.values.sorted().joined(separator: "\n")
        #expect(Self.complaint(yaml) == "adcast.yaml:1: the key '\(key)' is missing; add it")
    }

    @Test func refusesWhatIsNoMapping() {
        #expect(Self.complaint("- a\n").contains("a list is not allowed; it must be a mapping"))
        #expect(Self.complaint("").contains("the file is empty"))
    }

    @Test func tellsTheDayInItsTimeZone() throws {
        let configuration = try Self.parse(Self.minimal + "timezone: Pacific/Kiritimati\n")
        #expect(configuration.today(at: Date(timeIntervalSince1970: 1_600_000_000)).isoText == "2020-09-14")
    }

    @Test func loadsAFileRelativeToItsDirectory() throws {
        let directory = NSTemporaryDirectory() + "adcast-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let path = directory + "/c.yaml"
        try Data(Self.minimal.utf8).write(to: URL(fileURLWithPath: path))
        let configuration = try AdcastConfiguration.load(path: path)
        #expect(configuration.database.hasSuffix("/data/snapshots.sqlite"))
        #expect(configuration.database.hasPrefix("/"))

        #expect(throws: ConfigurationError.unreadable(file: directory + "/d.yaml", reason: "no such file")) {
            try AdcastConfiguration.load(path: directory + "/d.yaml")
        }
        try Data([0xFF, 0xFE, 0x00]).write(to: URL(fileURLWithPath: path))
        #expect(throws: ConfigurationError.malformedYAML(file: path, line: nil, problem: "it is not UTF-8 text")) {
            try AdcastConfiguration.load(path: path)
        }
    }
}

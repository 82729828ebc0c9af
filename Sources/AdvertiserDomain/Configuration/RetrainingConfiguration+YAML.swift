extension RetrainingConfiguration {
    static let yamlKeys = [
        "enabled", "check_seconds", "on_new_day", "every_hours", "jitter_minutes", "priority", "deadline_minutes",
        "keep_versions", "max_overall_worsening", "max_scenario_worsening", "min_scenario_samples",
    ]

    /// The defaults with what the section says.
    init(_ node: ConfigurationNode) throws {
        let section = try ConfigurationSection(node, known: Self.yamlKeys)
        self.init()
        try section.read("enabled", into: &isEnabled)
        try section.read("check_seconds", into: &checkSeconds, in: 1...86_400)
        try section.read("on_new_day", into: &onNewDay)
        everyHours = try section["every_hours"]?.number(in: 0.1...8_784)
        try section.read("jitter_minutes", into: &jitterMinutes, in: 0...1_440)
        try section.read("priority", into: &priority)
        try section.read("deadline_minutes", into: &deadlineMinutes, in: 1...10_080)
        try section.read("keep_versions", into: &keepVersions, in: 1...100_000)
        try section.read("max_overall_worsening", into: &maxOverallWorsening, in: 0...1_000)
        try section.read("max_scenario_worsening", into: &maxScenarioWorsening, in: 0...1_000)
        try section.read("min_scenario_samples", into: &minScenarioSamples, in: 0...1_000_000_000)
    }
}

/// Variants that forecast the same test samples.
package struct StudyPart: Codable, Equatable, Sendable {
    /// By the scenario indices of the errors' cells.
    package let scenarios: [String]
    /// By the task indices of the errors' cells.
    package let tasks: [String]
    /// Training samples of every scenario.
    package let scenarioSamples: [Int]
    /// In the order of the report; all errors have scenarios · tasks cells and the same advertisers.
    package let variants: [StudyVariant]

    package init(scenarios: [String], tasks: [String], scenarioSamples: [Int], variants: [StudyVariant]) {
        self.scenarios = scenarios
        self.tasks = tasks
        self.scenarioSamples = scenarioSamples
        self.variants = variants
    }

    private enum CodingKeys: String, CodingKey {
        case scenarios, tasks, variants
        case scenarioSamples = "scenario_samples"
    }
}

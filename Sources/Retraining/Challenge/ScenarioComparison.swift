/// The comparison in one scenario.
package struct ScenarioComparison: Codable, Equatable, Sendable {
    /// The comparison in one scenario and task.
    package struct TaskComparison: Codable, Equatable, Sendable {
        package let task: String
        package let nmae: ErrorComparison

        package init(task: String, nmae: ErrorComparison) {
            self.task = task
            self.nmae = nmae
        }
    }

    package let scenario: String
    package let samples: Int
    /// The mean over the tasks whose outcomes do not sum to zero.
    package let nmae: ErrorComparison
    /// In the order of the configuration.
    package let tasks: [TaskComparison]

    package init(scenario: String, samples: Int, nmae: ErrorComparison, tasks: [TaskComparison]) {
        self.scenario = scenario
        self.samples = samples
        self.nmae = nmae
        self.tasks = tasks
    }
}

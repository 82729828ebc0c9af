extension StudyPart {
    /// Every cell: what "overall" averages over.
    var cells: [Int] { Array(0..<(scenarios.count * tasks.count)) }

    func cell(scenario: Int, task: Int) -> Int { scenario * tasks.count + task }

    func cells(ofScenario scenario: Int) -> [Int] { tasks.indices.map { cell(scenario: scenario, task: $0) } }

    func cells(ofTask task: Int) -> [Int] { scenarios.indices.map { cell(scenario: $0, task: task) } }

    /// The scenario with most training samples; `nil` without scenarios.
    var largestScenario: Int? {
        scenarios.indices.max { (scenarioSamples[$0], $1) < (scenarioSamples[$1], $0) }
    }

    /// Scenario indices, the one with most training samples first.
    var scenariosBySize: [Int] {
        scenarios.indices.sorted { (scenarioSamples[$1], $0) < (scenarioSamples[$0], $1) }
    }

    /// The cells of all scenarios but the largest; `nil` where there is only one.
    var minorCells: [Int]? {
        guard scenarios.count > 1, let largestScenario else { return nil }
        return scenarios.indices.filter { $0 != largestScenario }.flatMap(cells(ofScenario:))
    }
}

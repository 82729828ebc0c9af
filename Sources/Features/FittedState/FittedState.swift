/// What the feature pipeline learns from the training samples; saved with the model.
package struct FittedState: Equatable, Sendable {
    /// Profile attributes in configured order, then the scenario's own name, then its attributes in configured order.
    package let attributes: [AttributeField]
    package let behaviourBins: SequenceBins
    package let performanceBins: SequenceBins
    /// Means of the dense features, in the order of ``DenseFeatures``.
    package let denseMeans: [Float]
    /// Standard deviations of the dense features; 1 where a feature is constant.
    package let denseDeviations: [Float]
    /// One a task: the mean training label, 1 where that is 0 and for `aggregate: active`.
    package let taskScales: [Float]
    /// One a task: the weighted share of training labels above zero, 0 to 1.
    package let positiveShares: [Float]
    /// The scenarios with training samples, ascending by name.
    package let trainingScenarios: [String]
    /// The weight of a row of each training scenario.
    package let scenarioWeights: [Float]

    package init(
        attributes: [AttributeField], behaviourBins: SequenceBins, performanceBins: SequenceBins,
        denseMeans: [Float], denseDeviations: [Float], taskScales: [Float], positiveShares: [Float],
        trainingScenarios: [String], scenarioWeights: [Float]
    ) {
        self.attributes = attributes
        self.behaviourBins = behaviourBins
        self.performanceBins = performanceBins
        self.denseMeans = denseMeans
        self.denseDeviations = denseDeviations
        self.taskScales = taskScales
        self.positiveShares = positiveShares
        self.trainingScenarios = trainingScenarios
        self.scenarioWeights = scenarioWeights
    }

    /// The weight of a row of a scenario, 1 for one that training did not see.
    package func weight(ofScenario name: String) -> Float {
        trainingScenarios.sortedIndex(of: name).map { scenarioWeights[$0] } ?? 1
    }

    /// Whether training saw the scenario.
    package func hasTrained(scenario name: String) -> Bool {
        trainingScenarios.sortedIndex(of: name) != nil
    }
}

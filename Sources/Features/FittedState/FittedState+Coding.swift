/// Decoding refuses numbers that are out of range; only ``FittedState/validate(for:)`` knows what counts are right.
extension FittedState: Codable {
    private enum CodingKeys: String, CodingKey {
        case attributes, behaviourBins, performanceBins, denseMeans, denseDeviations, taskScales, positiveShares
        case trainingScenarios, scenarioWeights
    }

    /// - Throws: a ``FittedStateError``, or the decoder's error.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            attributes: try container.decode([AttributeField].self, forKey: .attributes),
            behaviourBins: try container.decode(SequenceBins.self, forKey: .behaviourBins),
            performanceBins: try container.decode(SequenceBins.self, forKey: .performanceBins),
            denseMeans: try container.decode([Float].self, forKey: .denseMeans),
            denseDeviations: try container.decode([Float].self, forKey: .denseDeviations),
            taskScales: try container.decode([Float].self, forKey: .taskScales),
            positiveShares: try container.decode([Float].self, forKey: .positiveShares),
            trainingScenarios: try container.decode([String].self, forKey: .trainingScenarios),
            scenarioWeights: try container.decode([Float].self, forKey: .scenarioWeights))
        try validateNumbers()
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(attributes, forKey: .attributes)
        try container.encode(behaviourBins, forKey: .behaviourBins)
        try container.encode(performanceBins, forKey: .performanceBins)
        try container.encode(denseMeans, forKey: .denseMeans)
        try container.encode(denseDeviations, forKey: .denseDeviations)
        try container.encode(taskScales, forKey: .taskScales)
        try container.encode(positiveShares, forKey: .positiveShares)
        try container.encode(trainingScenarios, forKey: .trainingScenarios)
        try container.encode(scenarioWeights, forKey: .scenarioWeights)
    }
}

import AdvertiserDomain

extension FittedState {
    /// Fits everything to the training samples: categories to their advertisers and scenarios, bins to their series' days
    /// up to the last as-of date, standardisation to their dense features, scales and shares to their labels.
    ///
    /// - Parameters:
    ///   - samples: windows and horizons lie inside the panel.
    ///   - scenarioBalance: the exponent of the row weights, see ``ScenarioWeights``.
    /// - Throws: ``FittedStateError`` for a specification that is not valid, ``FeatureError`` without samples or for a
    ///   panel of other columns.
    package static func fit(
        panel: Panel, specification: FeatureSpecification, samples: [Sample], scenarioBalance: Float
    ) throws -> FittedState {
        try specification.validate()
        let columns = specification.columns
        guard panel.columns == columns else {
            throw FeatureError.columnsDiffer(panel: panel.columns.allNames, specification: columns.allNames)
        }
        guard let lastAsOf = samples.map(\.asOf).max() else {
            throw FeatureError.noTrainingSamples(
                windowDays: specification.windowDays, first: panel.firstDay, last: panel.lastDay)
        }
        let scope = TrainingScope(panel: panel, samples: samples, lastDay: Int(lastAsOf))
        let weights = ScenarioWeights(sampleCounts: scope.scenarioSampleCounts, balance: scenarioBalance)
        let dense = DenseMoments(panel: panel, specification: specification, samples: samples)
        let labels = LabelMoments(
            panel: panel, specification: specification, samples: samples, scenarioWeights: weights.weights)
        let trained = scope.scenarios.sorted {
            panel.scenarios[$0].name.precedesByScalars(panel.scenarios[$1].name)
        }
        return FittedState(
            attributes: scope.attributeFields(),
            behaviourBins: scope.bins(of: specification.measureIndices(of: columns.behaviour)),
            performanceBins: scope.bins(of: specification.measureIndices(of: columns.performance)),
            denseMeans: dense.means, denseDeviations: dense.deviations,
            taskScales: labels.scales, positiveShares: labels.positiveShares,
            trainingScenarios: trained.map { panel.scenarios[$0].name },
            scenarioWeights: trained.map { weights.weights[$0] })
    }
}

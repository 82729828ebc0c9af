import AdvertiserDomain

extension FittedState {
    /// Checks that every part has the size and the range that the specification asks for, so that a corrupt or hostile
    /// manifest cannot make a later step trap.
    ///
    /// - Throws: the first ``FittedStateError`` found, in the specification or here.
    package func validate(for specification: FeatureSpecification) throws(FittedStateError) {
        try specification.validate()
        try validateAttributes(for: specification)
        let columns = specification.columns
        try require(behaviourBins.own.count, columns.behaviour.count, "behaviour bins")
        try require(behaviourBins.all.count, columns.behaviour.count, "behaviour bins of all scenarios")
        try require(performanceBins.own.count, columns.performance.count, "performance bins")
        try require(performanceBins.all.count, columns.performance.count, "performance bins of all scenarios")

        let denseWidth = DenseFeatures(specification: specification).width
        try require(denseMeans.count, denseWidth, "dense means")
        try require(denseDeviations.count, denseWidth, "dense deviations")
        try require(taskScales.count, specification.tasks.count, "task scales")
        try require(positiveShares.count, specification.tasks.count, "positive shares")
        guard zip(trainingScenarios, trainingScenarios.dropFirst()).allSatisfy({ $0.precedesByScalars($1) }) else {
            throw .notAscending(field: "training scenarios")
        }
        try require(scenarioWeights.count, trainingScenarios.count, "scenario weights")
        try validateNumbers()
    }

    /// Checks the ranges of all numbers, whatever the specification.
    func validateNumbers() throws(FittedStateError) {
        try requireFinite(denseMeans, "dense means")
        try requirePositive(denseDeviations, "dense deviations")
        try requirePositive(taskScales, "task scales")
        try requireFinite(positiveShares, "positive shares")
        guard positiveShares.allSatisfy({ (0...1).contains($0) }) else { throw .notAShare(field: "positive shares") }
        try requirePositive(scenarioWeights, "scenario weights")
        for field in attributes { try field.encoding.validate(field: "\(field.role.rawValue) \(field.column)") }
    }

    private func validateAttributes(for specification: FeatureSpecification) throws(FittedStateError) {
        let columns = specification.columns
        let expected =
            columns.profile.map { (role: AttributeField.Role.profile, column: $0) }
            + ([AttributeField.scenarioNameColumn] + columns.scenario)
            .map { (role: AttributeField.Role.scenario, column: $0) }
        try require(attributes.count, expected.count, "attributes")
        for (position, field) in attributes.enumerated() {
            let place = expected[position]
            let name = "\(field.role.rawValue) \(field.column)"
            guard field.role == place.role, field.column == place.column else {
                throw .wrongAttribute(found: name, expected: "\(place.role.rawValue) \(place.column)")
            }
            switch (field.role, field.encoding) {
            case (.profile, .standardised):
                throw .wrongAttribute(found: name, expected: "a categorical or binned attribute")
            case (.scenario, .binned):
                throw .wrongAttribute(found: name, expected: "a categorical or standardised attribute")
            case (.scenario, .standardised) where position == columns.profile.count:
                throw .wrongAttribute(found: name, expected: "a categorical attribute")
            default: break
            }
        }
    }

    private func require(_ found: Int, _ expected: Int, _ field: String) throws(FittedStateError) {
        guard found == expected else { throw .wrongCount(field: field, found: found, expected: expected) }
    }

    private func requireFinite(_ values: [Float], _ field: String) throws(FittedStateError) {
        guard values.allSatisfy(\.isFinite) else { throw .notFinite(field: field) }
    }

    private func requirePositive(_ values: [Float], _ field: String) throws(FittedStateError) {
        try requireFinite(values, field)
        guard values.allSatisfy({ $0 > 0 }) else { throw .notPositive(field: field) }
    }
}

import AdvertiserDomain
import Testing

@testable import Features

@Suite struct FittedStateValidationTests {
    private let specification = SmallWorld.specification()

    /// A valid state with some parts replaced.
    private func state(
        attributes: [AttributeField]? = nil, behaviourBins: SequenceBins? = nil, performanceBins: SequenceBins? = nil,
        denseMeans: [Float]? = nil, denseDeviations: [Float]? = nil, taskScales: [Float]? = nil,
        positiveShares: [Float]? = nil, trainingScenarios: [String]? = nil, scenarioWeights: [Float]? = nil
    ) throws -> FittedState {
        let valid = try SmallWorld.fitted().state
        return FittedState(
            attributes: attributes ?? valid.attributes, behaviourBins: behaviourBins ?? valid.behaviourBins,
            performanceBins: performanceBins ?? valid.performanceBins, denseMeans: denseMeans ?? valid.denseMeans,
            denseDeviations: denseDeviations ?? valid.denseDeviations, taskScales: taskScales ?? valid.taskScales,
            positiveShares: positiveShares ?? valid.positiveShares,
            trainingScenarios: trainingScenarios ?? valid.trainingScenarios,
            scenarioWeights: scenarioWeights ?? valid.scenarioWeights)
    }

    private func expect(_ error: FittedStateError, _ state: FittedState) {
        #expect(throws: error) { try state.validate(for: specification) }
    }

    @Test func aFittedStateIsValid() throws {
        try state().validate(for: specification)
    }

    @Test func countsMustFit() throws {
        let valid = try state()
        let bins = SequenceBins(own: Array(valid.behaviourBins.own.dropLast()), all: valid.behaviourBins.all)
        expect(.wrongCount(field: "behaviour bins", found: 1, expected: 2), try state(behaviourBins: bins))
        let allBins = SequenceBins(own: valid.performanceBins.own, all: [])
        expect(
            .wrongCount(field: "performance bins of all scenarios", found: 0, expected: 2),
            try state(performanceBins: allBins))
        // T = 10: sums over 1, 3, 7 and 10 days, shares over 7 and 10, differences of three, four measures, two
        // views and the difference of their sums, three single days of each and whether they are above zero, seven weekdays.
        #expect(valid.denseMeans.count == 2 * 4 * 9 + 4 * 4 + 2 * 4 * 3 + 7)
        expect(.wrongCount(field: "dense means", found: 1, expected: 119), try state(denseMeans: [0]))
        expect(.wrongCount(field: "dense deviations", found: 0, expected: 119), try state(denseDeviations: []))
        expect(.wrongCount(field: "task scales", found: 1, expected: 4), try state(taskScales: [1]))
        expect(
            .wrongCount(field: "positive shares", found: 5, expected: 4), try state(positiveShares: [0, 0, 0, 0, 0]))
        expect(.wrongCount(field: "scenario weights", found: 1, expected: 3), try state(scenarioWeights: [1]))
        expect(
            .wrongCount(field: "attributes", found: 4, expected: 5), try state(attributes: valid.attributes.dropLast()))
    }

    @Test func numbersMustBeInRange() throws {
        let deviations = try state().denseDeviations
        expect(.notPositive(field: "dense deviations"), try state(denseDeviations: [0] + deviations.dropFirst()))
        expect(.notFinite(field: "dense means"), try state(denseMeans: [.nan] + deviations.dropFirst()))
        expect(.notPositive(field: "task scales"), try state(taskScales: [1, 1, -1, 1]))
        expect(.notFinite(field: "task scales"), try state(taskScales: [1, 1, .infinity, 1]))
        expect(.notAShare(field: "positive shares"), try state(positiveShares: [0, 1, 1.01, 1]))
        expect(.notAShare(field: "positive shares"), try state(positiveShares: [0, 1, -0.5, 1]))
        expect(.notPositive(field: "scenario weights"), try state(scenarioWeights: [1, 0, 1]))
        expect(
            .notAscending(field: "training scenarios"), try state(trainingScenarios: ["search", "display", "live"]))
    }

    @Test func attributesMustBeThoseOfTheSpecification() throws {
        let valid = try state().attributes
        func replacing(_ position: Int, with field: AttributeField) -> [AttributeField] {
            var attributes = valid
            attributes[position] = field
            return attributes
        }
        let standardised = AttributeEncoding.standardised(mean: 0, deviation: 1)
        expect(
            .wrongAttribute(found: "profile colour", expected: "profile size"),
            try state(
                attributes: replacing(
                    0, with: AttributeField(role: .profile, column: "colour", encoding: valid[0].encoding))))
        expect(
            .wrongAttribute(found: "profile size", expected: "a categorical or binned attribute"),
            try state(
                attributes: replacing(
                    0, with: AttributeField(role: .profile, column: "size", encoding: standardised))))
        expect(
            .wrongAttribute(found: "scenario scenario", expected: "a categorical attribute"),
            try state(
                attributes: replacing(
                    2, with: AttributeField(role: .scenario, column: "scenario", encoding: standardised))))
        expect(
            .wrongAttribute(found: "scenario type", expected: "a categorical or standardised attribute"),
            try state(
                attributes: replacing(
                    3, with: AttributeField(role: .scenario, column: "type", encoding: .binned(edges: [1])))))
        expect(
            .notPositive(field: "scenario price"),
            try state(
                attributes: replacing(
                    4,
                    with: AttributeField(
                        role: .scenario, column: "price", encoding: .standardised(mean: 0, deviation: -1)))))
    }
}

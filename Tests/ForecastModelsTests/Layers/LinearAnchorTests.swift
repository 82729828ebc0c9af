import AdvertiserDomain
import Features
import NeuralNetwork
import TensorCore
import Testing

@testable import ForecastModels

@Suite struct LinearAnchorTests {
    /// The coefficients of clicks and days, the tasks that have an anchor: five features, then the constant.
    private static let coefficients: [[Float]] = [[0.5, -1, 0, 0.25, 2, 0.125], [0, 0, 3, 0, 0, -0.5]]

    private func linear(_ row: Int, _ column: Int, of batch: Batch) -> Float {
        let coefficients = Self.coefficients[column]
        let sum = (0..<5).reduce(coefficients[5]) { $0 + coefficients[$1] * batch.dense[row * 5 + $1] }
        return min(max(sum, -LinearAnchor.limit), LinearAnchor.limit)
    }

    @Test(arguments: [ModelConfiguration.Head.poisson, .hurdle])
    func addsToTheLogarithmsOfEveryMember(head: ModelConfiguration.Head) throws {
        let batch = SmallWorld.batch(rows: 7)
        let plain = SmallWorld.model(SmallWorld.configuration(members: 2, head: head))
        let anchored = SmallWorld.model(SmallWorld.configuration(members: 2, head: head, anchor: true))
        #expect(plain.anchor == nil)
        let anchor = try #require(anchored.anchor)
        #expect(anchor.tasks == [0, 1])
        // Before it is set it adds nothing.
        #expect(anchored.outputs(of: batch) == plain.outputs(of: batch))

        anchor.set(Self.coefficients, in: anchored.parameters)
        let before = plain.outputs(of: batch)
        let after = anchored.outputs(of: batch)
        for index in 0..<6 {
            let task = index % 3
            let width = task == 2 || head == .poisson ? 1 : 4
            #expect(after[index].count == 7 * width)
            for row in 0..<7 {
                for column in 0..<width {
                    let added = task < 2 && (column == 0 || column == 2) ? linear(row, task, of: batch) : 0
                    let place = row * width + column
                    #expect(abs(after[index][place] - before[index][place] - added) < 1e-5)
                }
            }
        }
    }

    @Test func keepsWithinItsLimit() throws {
        var batch = SmallWorld.batch(rows: 2)
        batch.dense = [0, 0, 100, 0, 0, 0, 0, -100, 0, 0]
        let model = SmallWorld.model(SmallWorld.configuration(anchor: true))
        let before = model.outputs(of: batch)
        try #require(model.anchor).set(Self.coefficients, in: model.parameters)
        let after = model.outputs(of: batch)
        #expect(abs(after[1][0] - before[1][0] - LinearAnchor.limit) < 1e-5)
        #expect(abs(after[1][1] - before[1][1] + LinearAnchor.limit) < 1e-5)
    }

    /// What it adds is a constant: gradients reach the network, and training leaves the anchor as it is.
    @Test func trainingLeavesItAsItIs() throws {
        let batch = SmallWorld.batch(rows: 6)
        let model = SmallWorld.model(SmallWorld.configuration(head: .hurdle, anchor: true))
        try #require(model.anchor).set(Self.coefficients, in: model.parameters)
        let tape = Tape(parameters: model.parameters, differentiates: true)
        let gradients = try #require(tape.parameterGradients)
        withInputs(of: batch) { inputs in
            var noDropout: SeededGenerator?
            let outputs = model.forward(inputs, on: tape, dropout: &noDropout)
            let loss = JointLoss(tasks: model.tasks, head: .hurdle, positiveShares: [0.5, 0.5, 0.5])
            tape.backward(from: loss(outputs, inputs, batchRows: 6, on: tape))
        }
        let before = model.parameters.tensors
        var optimiser = Adam(layout: model.parameters.layout, generatorPenalty: 0.1, staticPenalty: 0.1)
        optimiser.update(model.parameters, gradients: [gradients], learningRate: 0.01)
        let changed = zip(before, model.parameters.tensors).filter { $0 != $1 }.map(\.0.name)
        #expect(changed.contains("head.clicks.weight") && changed.contains("backbone.experts.weight"))
        #expect(!changed.contains { $0.hasPrefix("anchor.") })
    }

    @Test func nothingIsDeclaredWithoutATaskForIt() {
        let sizes = NetworkSizes(
            configuration: SmallWorld.configuration(anchor: true), tasks: [SmallWorld.tasks[2]],
            batch: SmallWorld.layout)
        var layout = ParameterLayout()
        #expect(LinearAnchor(sizes, layout: &layout) == nil)
        #expect(layout.declarations.isEmpty)
    }
}

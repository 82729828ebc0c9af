import AdvertiserDomain
import Features
import Foundation
import NeuralNetwork
import TensorCore
import Testing

@testable import ForecastModels

/// The whole model against an independent implementation in PyTorch, and against finite differences.
@Suite struct M2MModelTests {
    static let cases = ["factored", "full", "flatten_full", "without_transformer"]

    @Test(arguments: cases)
    func outputsMatchPyTorch(_ name: String) throws {
        let golden = try GoldenTrajectory.load(name)
        let model = try golden.model()
        let tape = Tape(parameters: model.parameters, differentiates: false)
        var noDropout: SeededGenerator?
        let outputs = withInputs(of: golden.filledBatch()) { inputs in
            model.forward(inputs, on: tape, dropout: &noDropout).map { Array(tape.values(of: $0)) }
        }
        for (task, values) in outputs.enumerated() {
            for (row, value) in values.enumerated() {
                let forecast = golden.tasks[task].aggregate == .active ? 1 / (1 + exp(-value)) : exp(value)
                let expected = golden.outputs[row * golden.tasks.count + task]
                #expect(abs(forecast - expected) <= 1e-5 * max(1, expected), "task \(task), row \(row)")
            }
        }
    }

    @Test(arguments: cases)
    func firstLossAndGradientsMatchPyTorch(_ name: String) throws {
        let golden = try GoldenTrajectory.load(name)
        let model = try golden.model()
        let tape = Tape(parameters: model.parameters, differentiates: true)
        let loss = pass(model, golden.filledBatch(), tape)
        #expect(abs(Double(loss) - golden.step1.loss) < 1e-5 * abs(golden.step1.loss))
        let gradients = try #require(tape.parameterGradients)
        let declared = Dictionary(
            uniqueKeysWithValues: model.parameters.layout.declarations.map { ($0.name, $0) })
        #expect(golden.step1.gradients.count == declared.count)
        for gradient in golden.step1.gradients {
            let declaration = try #require(declared[gradient.name])
            #expect(declaration.count == gradient.values.count)
            for (index, expected) in gradient.values.enumerated() {
                let found = gradients.base[declaration.offset + index]
                #expect(
                    abs(found - expected) <= 2e-5 * max(1, abs(expected)),
                    "\(gradient.name)[\(index)] is \(found), not \(expected)")
            }
        }
    }

    @Test(arguments: cases)
    func tenAdamStepsMatchPyTorch(_ name: String) throws {
        let golden = try GoldenTrajectory.load(name)
        let model = try golden.model()
        let batch = golden.filledBatch()
        let tape = Tape(parameters: model.parameters, differentiates: true)
        var optimiser = Adam(
            layout: model.parameters.layout, generatorPenalty: golden.configuration.penalty.generators,
            staticPenalty: golden.configuration.penalty.static)
        let gradients = try #require(tape.parameterGradients)
        #expect(golden.losses.count >= 10)
        for (step, expected) in golden.losses.enumerated() {
            let loss = Double(pass(model, batch, tape))
            #expect(abs(loss - expected) < 1e-4 * abs(expected), "step \(step): \(loss), not \(expected)")
            optimiser.update(
                model.parameters, gradients: [gradients], learningRate: golden.configuration.learningRate)
        }
    }

    @Test(arguments: cases)
    func gradientsOfTheWholeModelAgreeWithDifferences(_ name: String) throws {
        let golden = try GoldenTrajectory.load(name)
        let model = try golden.model()
        let batch = golden.filledBatch()
        let tape = Tape(parameters: model.parameters, differentiates: true)
        _ = pass(model, batch, tape)
        let gradients = try #require(tape.parameterGradients)
        let predicting = Tape(parameters: model.parameters, differentiates: false)
        var generator = SeededGenerator(seed: 3)
        for declaration in model.parameters.layout.declarations {
            let index = declaration.offset + generator.uniform(below: declaration.count)
            let original = model.parameters.values.base[index]
            func loss(at value: Float) -> Double {
                model.parameters.values.base[index] = value
                return Double(pass(model, batch, predicting))
            }
            // A kink of LeakyReLU within one step spoils that difference and not the smaller ones.
            let differences = [4e-3, 1e-3, 2.5e-4].map { (step: Float) in
                (loss(at: original + step) - loss(at: original - step)) / Double(2 * step)
            }
            model.parameters.values.base[index] = original
            let found = Double(gradients.base[index])
            #expect(
                differences.contains { abs($0 - found) < 5e-3 * max(1, abs(found)) },
                "\(declaration.name): \(found), not \(differences)")
        }
    }

    @Test func aPredictionDoesNotDependOnItsBatch() throws {
        let golden = try GoldenTrajectory.load("factored")
        let model = try golden.model()
        let batch = golden.filledBatch()
        let together = outputs(of: model, batch)
        for row in 0..<batch.rowCount {
            var alone = Batch(layout: golden.layout, capacity: 1)
            alone.rowCount = 1
            alone.behaviourCodes = slice(batch.behaviourCodes, row, batch.rowCount)
            alone.performanceCodes = slice(batch.performanceCodes, row, batch.rowCount)
            alone.dense = slice(batch.dense, row, batch.rowCount)
            alone.categoricalCodes = slice(batch.categoricalCodes, row, batch.rowCount)
            alone.numericValues = slice(batch.numericValues, row, batch.rowCount)
            for (task, values) in outputs(of: model, alone).enumerated() {
                #expect(abs(values[0] - together[task][row]) <= 1e-5 * max(1, abs(values[0])))
            }
        }
    }

    @Test func aFactoredGeneratorMultipliedOutIsAFullOne() throws {
        let golden = try GoldenTrajectory.load("factored")
        let factored = try golden.model()
        var configuration = golden.modelConfiguration
        configuration.generator = .full
        let full = try M2MModel(
            configuration: configuration, tasks: golden.tasks, layout: golden.layout,
            tensors: multipliedOut(golden.tensors))
        let batch = golden.filledBatch()
        for (one, other) in zip(outputs(of: factored, batch), outputs(of: full, batch)) {
            for (left, right) in zip(one, other) {
                #expect(abs(left - right) <= 2e-5 * max(1, abs(left)))
            }
        }
    }

    @Test func aFreshModelDependsOnItsSeedAlone() throws {
        let golden = try GoldenTrajectory.load("factored")
        func fresh(_ seed: UInt64) -> [NamedTensor] {
            M2MModel(
                configuration: golden.modelConfiguration, tasks: golden.tasks, layout: golden.layout, seed: seed
            ).parameters.tensors
        }
        #expect(fresh(1) == fresh(1))
        #expect(fresh(1) != fresh(2))
        #expect(fresh(1).map(\.name).sorted() == golden.parameters.map(\.name).sorted())
    }

    @Test func tensorsThatDoNotFitAreNamed() throws {
        let golden = try GoldenTrajectory.load("factored")
        var tensors = golden.tensors
        let first = tensors.removeFirst()
        #expect(throws: ParameterError.missing(name: first.name)) {
            try M2MModel(
                configuration: golden.modelConfiguration, tasks: golden.tasks, layout: golden.layout,
                tensors: tensors)
        }
        tensors.append(NamedTensor(name: first.name, tensor: Tensor(zeros: Shape(1, 1))))
        #expect(
            throws: ParameterError.wrongShape(
                name: first.name, expected: first.tensor.shape, found: Shape(1, 1))
        ) {
            try M2MModel(
                configuration: golden.modelConfiguration, tasks: golden.tasks, layout: golden.layout,
                tensors: tensors)
        }
    }

    // MARK: Helpers

    private func pass(_ model: M2MModel, _ batch: Batch, _ tape: Tape) -> Float {
        tape.reset()
        var noDropout: SeededGenerator?
        return withInputs(of: batch) { inputs in
            let outputs = model.forward(inputs, on: tape, dropout: &noDropout)
            let loss = JointLoss(tasks: model.tasks)(outputs, inputs, batchRows: inputs.rows, on: tape)
            tape.parameterGradients?.base.update(repeating: 0, count: model.parameters.layout.extent)
            tape.parameterGradients.map { _ in tape.backward(from: loss) }
            return tape.values(of: loss)[0]
        }
    }

    private func outputs(of model: M2MModel, _ batch: Batch) -> [[Float]] {
        let tape = Tape(parameters: model.parameters, differentiates: false)
        var noDropout: SeededGenerator?
        return withInputs(of: batch) { inputs in
            model.forward(inputs, on: tape, dropout: &noDropout).map { Array(tape.values(of: $0)) }
        }
    }

    private func slice<Element>(_ values: [Element], _ row: Int, _ rows: Int) -> [Element] {
        let width = values.count / rows
        return Array(values[row * width..<(row + 1) * width])
    }

    /// V_w[k, i·d + j] = Σ_q A[i, q]·B[q, j]·C[k, q] and v_w = V₀ + A·diag(c₀)·B for every meta layer.
    private func multipliedOut(_ tensors: [NamedTensor]) -> [NamedTensor] {
        let byName = Dictionary(uniqueKeysWithValues: tensors.map { ($0.name, $0.tensor) })
        return tensors.flatMap { named -> [NamedTensor] in
            for part in ["right", "modulation", "modulation_bias"] where named.name.hasSuffix(".\(part)") {
                return []
            }
            let prefix = named.name.split(separator: ".").dropLast().joined(separator: ".")
            guard let left = byName["\(prefix).left"], let right = byName["\(prefix).right"],
                let modulation = byName["\(prefix).modulation"], let bias = byName["\(prefix).modulation_bias"]
            else { return [named] }
            let width = left.shape.extents[0]
            let rank = left.shape.extents[1]
            let knowledge = modulation.shape.extents[0]
            func entry(_ row: Int, _ column: Int, _ factor: (Int) -> Float) -> Float {
                (0..<rank).reduce(0) {
                    $0 + left.values[row * rank + $1] * factor($1) * right.values[$1 * width + column]
                }
            }
            if named.name.hasSuffix(".static") {
                var values = named.tensor.values
                for row in 0..<width {
                    for column in 0..<width {
                        values[row * width + column] += entry(row, column) { bias.values[$0] }
                    }
                }
                return [NamedTensor(name: named.name, tensor: Tensor(shape: named.tensor.shape, values: values))]
            }
            guard named.name.hasSuffix(".left") else { return [named] }
            var values: [Float] = []
            for index in 0..<knowledge {
                for row in 0..<width {
                    for column in 0..<width {
                        values.append(entry(row, column) { modulation.values[index * rank + $0] })
                    }
                }
            }
            return [
                NamedTensor(
                    name: "\(prefix).generator", tensor: Tensor(shape: Shape(knowledge, width * width), values: values))
            ]
        }
    }
}

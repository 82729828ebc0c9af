import AdvertiserDomain
import Features
import Foundation
import NeuralNetwork
import TensorCore
import Testing

@testable import ForecastModels

/// Whole networks of every architecture against an independent implementation in PyTorch, and against finite differences.
@Suite struct GoldenTests {
    static let cases = [
        "factored", "full", "flatten_full", "without_transformer", "single_task", "shared_bottom", "cross_stitch",
        "mmoe",
        "mran", "cgc", "m2m_without_meta_tower", "m2m_without_meta_attention", "full_without_meta_tower",
        "full_without_meta_attention", "hurdle_members",
    ]

    @Test func everyArchitectureHasACase() throws {
        let architectures = try Set(Self.cases.map { try GoldenTrajectory.load($0).configuration.architecture })
        #expect(architectures == Set(ModelCatalog.architectures))
    }

    @Test(arguments: cases)
    func outputsMatchPyTorch(_ name: String) throws {
        let golden = try GoldenTrajectory.load(name)
        let model = try golden.model()
        let outputs = model.outputs(of: golden.filledBatch())
        let taskCount = golden.tasks.count
        for task in 0..<taskCount {
            let members = stride(from: task, to: outputs.count, by: taskCount).map { outputs[$0] }
            let averages = members[0].indices.map { index in
                members.reduce(0) { $0 + $1[index] } / Float(members.count)
            }
            let width = averages.count / golden.configuration.batchRows
            for row in 0..<golden.configuration.batchRows {
                let value = averages[row * width]
                let forecast = golden.tasks[task].aggregate == .active ? 1 / (1 + exp(-value)) : exp(value)
                let expected = golden.outputs[row * taskCount + task]
                #expect(abs(forecast - expected) <= 1e-5 * max(1, expected), "task \(task), row \(row)")
            }
            guard let expected = golden.headOutputs?[task] else { continue }
            try #require(averages.count == expected.count)
            for (found, expected) in zip(averages, expected) {
                #expect(abs(found - expected) <= 1e-5 * max(1, abs(expected)), "task \(task)")
            }
        }
    }

    @Test(arguments: cases)
    func firstLossAndGradientsMatchPyTorch(_ name: String) throws {
        let golden = try GoldenTrajectory.load(name)
        let model = try golden.model()
        let tape = Tape(parameters: model.parameters, differentiates: true)
        let loss = model.loss(of: golden.filledBatch(), on: tape)
        #expect(abs(Double(loss) - golden.step1.loss) < 1e-5 * abs(golden.step1.loss))
        let gradients = try #require(tape.parameterGradients)
        let trained = model.parameters.layout.declarations.filter { $0.kind != .fixed }
        let declared = Dictionary(uniqueKeysWithValues: trained.map { ($0.name, $0) })
        #expect(golden.step1.gradients.count == declared.count)
        for gradient in golden.step1.gradients {
            let declaration = try #require(declared[gradient.name])
            #expect(declaration.count == gradient.values.count)
            let found = (0..<declaration.count).map { gradients.base[declaration.offset + $0] }
            let wrong = found.indices.filter {
                let expected = gradient.values[$0]
                return !(abs(found[$0] - expected) <= 2e-5 * max(1, abs(expected)))
            }
            #expect(wrong.isEmpty, "\(gradient.name) is wrong at \(wrong.prefix(5))")
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
            let loss = Double(model.loss(of: batch, on: tape))
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
        _ = model.loss(of: batch, on: tape)
        let gradients = try #require(tape.parameterGradients)
        let predicting = Tape(parameters: model.parameters, differentiates: false)
        var generator = SeededGenerator(seed: 3)
        for declaration in model.parameters.layout.declarations where declaration.kind != .fixed {
            let index = declaration.offset + generator.uniform(below: declaration.count)
            let original = model.parameters.values.base[index]
            func loss(at value: Float) -> Double {
                model.parameters.values.base[index] = value
                return Double(model.loss(of: batch, on: predicting))
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
}

import AdvertiserDomain
import Features
import NeuralNetwork
import TensorCore
import Testing

@testable import ForecastModels

/// What a task's outputs depend on, by the gradients of that task alone.
@Suite struct BaselineSharingTests {
    private func model(_ architecture: Architecture, experts: Int = 4) -> NetworkModel {
        var configuration = SmallWorld.configuration(transformer: false)
        configuration.experts = experts
        return NetworkModel(
            architecture, configuration: configuration, tasks: SmallWorld.tasks, layout: SmallWorld.layout, seed: 1)
    }

    /// Names of the parameters that the outputs of the first task, clicks, have a slope in.
    private func namesBehindClicks(_ model: NetworkModel) throws -> Set<String> {
        let tape = Tape(parameters: model.parameters, differentiates: true)
        withInputs(of: SmallWorld.batch(rows: 6)) { inputs in
            var noDropout: SeededGenerator?
            let clicks = model.forward(inputs, on: tape, dropout: &noDropout)[0]
            let ones = tape.constant(rows: 6, columns: 1) { $0.update(repeating: 1, count: 6) }
            tape.backward(from: tape.affine([(tape.reshaped(clicks, rows: 1), ones)]))
        }
        let gradients = try #require(tape.parameterGradients)
        return Set(
            model.parameters.layout.declarations.filter { declaration in
                (declaration.offset..<declaration.offset + declaration.count).contains { gradients.base[$0] != 0 }
            }.map(\.name))
    }

    @Test func aSingleTaskSharesNothing() throws {
        let names = try namesBehindClicks(model(.singleTask))
        #expect(names.contains("network.clicks.backbone.behaviour.embedding.weight"))
        #expect(names.allSatisfy { $0.split(separator: ".")[1] == "clicks" })
    }

    @Test func everyTaskLearnsTheSharedBottom() throws {
        let names = try namesBehindClicks(model(.sharedBottom))
        #expect(names.contains("bottom.weight") && names.contains("tower.clicks.layer1.weight"))
        #expect(!names.contains("tower.days.layer0.weight"))
    }

    @Test func stitchesJoinTheNetworks() throws {
        let names = try namesBehindClicks(model(.crossStitch))
        #expect(names.contains("bottom.days.weight") && names.contains("tower.active.layer0.weight"))
        // After the second stage each is alone.
        #expect(!names.contains("tower.active.layer1.weight"))
    }

    @Test func aTaskOfMMoEHasAGateOfItsOwn() throws {
        let names = try namesBehindClicks(model(.mmoe))
        #expect(names.contains("backbone.experts.weight") && names.contains("gate.clicks.weight"))
        #expect(!names.contains("gate.days.weight"))
    }

    @Test func aTaskOfCGCSeesItsOwnExpertsAndTheSharedOnes() throws {
        let model = model(.cgc)
        let names = try namesBehindClicks(model)
        #expect(names.contains("shared_experts.weight") && names.contains("task_experts.clicks.weight"))
        #expect(!names.contains("task_experts.days.weight") && !names.contains("gate.days.weight"))
        let shapes = model.parameters.layout.declarations.map { "\($0.name) \($0.shape.extents[1])" }
        // Two experts of 8, twice; the gate weighs four.
        for expected in ["shared_experts.weight 16", "task_experts.clicks.weight 16", "gate.clicks.weight 4"] {
            #expect(shapes.contains(expected))
        }
    }

    @Test func oneExpertIsSharedAndOneATasksOwnAtTheLeast() {
        let shapes = model(.cgc, experts: 1).parameters.layout.declarations.map { "\($0.name) \($0.shape.extents[1])" }
        for expected in ["shared_experts.weight 8", "task_experts.clicks.weight 8", "gate.clicks.weight 2"] {
            #expect(shapes.contains(expected))
        }
    }

    @Test func tasksOfMRANKnowEachOther() throws {
        let model = model(.mran)
        let names = try namesBehindClicks(model)
        #expect(names.contains("task_relation.key.weight") && names.contains("feature_relation.value.weight"))
        // The second task's embedding matters to the first through the attention among tasks.
        let batch = SmallWorld.batch(rows: 2)
        let before = model.outputs(of: batch)[0]
        let embedding = try #require(
            model.parameters.layout.declarations.first { $0.name == "task_embedding.weight" })
        model.parameters.values.base[embedding.offset + embedding.columns] += 1
        #expect(model.outputs(of: batch)[0] != before)
    }
}

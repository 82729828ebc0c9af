import AdvertiserDomain
import Features
import Foundation
import NeuralNetwork
import TensorCore
import Testing

@testable import ForecastModels

@Suite struct M2MMemberTests {
    private let batch = SmallWorld.batch(rows: 7)
    private let couple = SmallWorld.model(SmallWorld.configuration(members: 2))

    /// A model of one member with the weights of a member of the couple.
    private func alone(_ member: Int) throws -> NetworkModel {
        let single = SmallWorld.model()
        let tensors = single.parameters.layout.declarations.map { declaration in
            let own = couple.parameters.layout.declarations.first {
                $0.name == (member == 0 ? "" : "member\(member).") + declaration.name
            }
            let shared = couple.parameters.layout.declarations.first { $0.name == declaration.name }
            return (declaration, own ?? shared)
        }
        for (declaration, source) in tensors {
            let values = couple.parameters[try #require(source)]
            single.parameters[declaration].baseAddress?.update(
                from: try #require(values.baseAddress), count: declaration.count)
        }
        return single
    }

    private func predictor(_ model: NetworkModel) -> Predictor {
        Predictor(
            model: model,
            rule: ForecastRule(
                tasks: model.tasks, taskScales: [1, 1, 1], horizonDays: 7, head: .poisson, decision: .smape))
    }

    @Test func membersShareTheBackboneAlone() {
        let names = couple.parameters.layout.declarations.map(\.name)
        let second = names.filter { $0.hasPrefix("member1.") }.map { String($0.dropFirst("member1.".count)) }
        let shared = names.filter { !$0.hasPrefix("member1.") && !second.contains($0) }
        #expect(second.contains("backbone.experts.weight"))
        #expect(second.contains("head.clicks.weight"))
        #expect(
            shared.allSatisfy {
                $0.hasPrefix("backbone.behaviour.") || $0.hasPrefix("backbone.performance.")
                    || $0.hasPrefix("backbone.attributes.")
            })
        #expect(
            names.filter { !$0.hasPrefix("member") } == SmallWorld.model().parameters.layout.declarations.map(\.name))
    }

    @Test func eachMemberIsTheModelThatItWouldBeAlone() throws {
        let outputs = couple.outputs(of: batch)
        #expect(outputs.count == 6)
        #expect(Array(outputs[..<3]) == (try alone(0)).outputs(of: batch))
        #expect(Array(outputs[3...]) == (try alone(1)).outputs(of: batch))
        #expect(outputs[0] != outputs[3])
    }

    @Test func aForecastIsMadeOfTheMeanOfTheOutputs() throws {
        let outputs = couple.outputs(of: batch)
        let means = predictor(couple).means(of: batch)
        for row in 0..<7 {
            let expected = exp((Double(outputs[0][row]) + Double(outputs[3][row])) / 2)
            #expect(abs(Double(means[row * 3]) / expected - 1) < 1e-5)
        }
    }

    @Test func theLossIsTheMeanOfTheMembers() throws {
        func loss(_ model: NetworkModel) -> Float {
            model.loss(of: batch, on: Tape(parameters: model.parameters, differentiates: true))
        }
        let expected = (loss(try alone(0)) + loss(try alone(1))) / 2
        #expect(abs(loss(couple) - expected) < 1e-5)
    }

    /// Or they would drop the same parts of the sequences and learn much the same.
    @Test func membersDropDifferentParts() throws {
        let model = SmallWorld.model(SmallWorld.configuration(dropout: 0.5, members: 2))
        for declaration in model.parameters.layout.declarations where declaration.name.hasPrefix("member1.") {
            let twin = try #require(
                model.parameters.layout.declarations.first { "member1." + $0.name == declaration.name })
            model.parameters[declaration].baseAddress?.update(
                from: try #require(model.parameters[twin].baseAddress), count: declaration.count)
        }
        let whole = model.outputs(of: batch)
        #expect(whole[0] == whole[3])
        var generator: SeededGenerator? = SeededGenerator(seed: 5)
        let thinned = model.outputs(of: batch, dropout: &generator)
        #expect(thinned[0] != thinned[3])
    }
}

import TensorCore
import Testing

@testable import NeuralNetwork

@Suite struct AdamTests {
    /// Parameters whose lengths leave remainders of registers, one of each kind, with its α of (generators 0.2, static 0.5).
    private static let kinds: [(kind: ParameterKind, count: Int, penalty: Double)] = [
        (.embedding, 3, 0), (.bias, 17, 0), (.staticMatrix, 40, 0.5), (.generator, 101, 0.2), (.coefficient, 9, 0),
        (.staticMatrix, 8, 0.5),
    ]

    private func store(seed: UInt64 = 6) -> ParameterStore {
        var layout = ParameterLayout()
        for (index, kind) in Self.kinds.enumerated() {
            _ = layout.declare(
                "parameter\(index)", rows: 1, columns: kind.count, kind: kind.kind,
                initializer: .normal(deviation: 1))
        }
        return ParameterStore(layout: layout, seed: seed)
    }

    private func optimiser(_ layout: ParameterLayout, clip: Float = 3) -> Adam {
        Adam(layout: layout, generatorPenalty: 0.2, staticPenalty: 0.5, clip: clip)
    }

    /// A buffer laid out like the store, with normal gradients and nothing in the gaps.
    private func gradients(_ layout: ParameterLayout, seed: UInt64, deviation: Float = 1) -> AlignedBuffer {
        let buffer = AlignedBuffer(count: layout.extent)
        var generator = SeededGenerator(seed: seed)
        for declaration in layout.declarations {
            for index in declaration.offset..<declaration.offset + declaration.count {
                buffer.base[index] = Float(generator.normal()) * deviation
            }
        }
        return buffer
    }

    // MARK: Values

    @Test func twoStepsByHand() {
        var layout = ParameterLayout()
        _ = layout.declare("bias", rows: 1, columns: 1, kind: .bias, initializer: .zeros)
        let store = ParameterStore(layout: layout, seed: 1)
        store.values.base[0] = 1
        var optimiser = Adam(layout: layout, generatorPenalty: 0, staticPenalty: 0)
        let gradient = AlignedBuffer(count: layout.extent)
        gradient.base[0] = 0.5
        optimiser.update(store, gradients: [gradient], learningRate: 0.1)
        // m̂ = 0.5, √v̂ = 0.5
        #expect(abs(store.values.base[0] - 0.9) < 1e-6)
        gradient.base[0] = -1
        optimiser.update(store, gradients: [gradient], learningRate: 0.1)
        // m = 0.9·0.05 − 0.1 = −0.055, m̂ = −0.055/0.19; v = 0.998·0.0005 + 0.002 = 0.002499, v̂ = 0.002499/0.003996
        #expect(abs(store.values.base[0] - 0.93660487) < 2e-6)
    }

    /// Every kind of parameter over six steps with gradients on both sides of the clipping, in Double.
    @Test func severalStepsAgreeWithTheDefinition() {
        let store = store()
        let layout = store.layout
        var optimiser = optimiser(layout)
        var values = layout.declarations.map { store[$0].map(Double.init) }
        var first = values.map { $0.map { _ in 0.0 } }
        var second = first
        for step in 1...6 {
            let buffer = gradients(layout, seed: UInt64(step), deviation: 2.5)
            for (index, declaration) in layout.declarations.enumerated() {
                for element in 0..<declaration.count {
                    let value = values[index][element]
                    let raw = Double(buffer.base[declaration.offset + element]) + 2 * Self.kinds[index].penalty * value
                    let gradient = min(max(raw, -3), 3)
                    first[index][element] = 0.9 * first[index][element] + 0.1 * gradient
                    second[index][element] = 0.998 * second[index][element] + 0.002 * gradient * gradient
                    func power(_ base: Double) -> Double { (0..<step).reduce(1) { product, _ in product * base } }
                    let mean = first[index][element] / (1 - power(0.9))
                    let square = second[index][element] / (1 - power(0.998))
                    values[index][element] = value - 0.01 * mean / (square.squareRoot() + 1e-9)
                }
            }
            optimiser.update(store, gradients: [buffer], learningRate: 0.01)
        }
        for (index, declaration) in layout.declarations.enumerated() {
            for (found, expected) in zip(store[declaration], values[index]) {
                #expect(abs(Double(found) - expected) < 2e-5, "\(declaration.name)")
            }
        }
    }

    @Test func gradientsAreClippedByValue() {
        func values(afterFirst gradient: Float, clip: Float) -> [Float] {
            let store = store()
            var optimiser = Adam(layout: store.layout, generatorPenalty: 0, staticPenalty: 0, clip: clip)
            let buffer = AlignedBuffer(count: store.layout.extent)
            for value in [gradient, 0.1] {
                buffer.base.update(repeating: value, count: buffer.count)
                optimiser.update(store, gradients: [buffer], learningRate: 0.01)
            }
            return Array(store.values.elements)
        }
        #expect(values(afterFirst: 3, clip: 3) == values(afterFirst: 4e4, clip: 3))
        #expect(values(afterFirst: -3, clip: 3) == values(afterFirst: -.infinity, clip: 3))
        #expect(values(afterFirst: 2.5, clip: 3) != values(afterFirst: 3, clip: 3))
        #expect(values(afterFirst: 4, clip: 5) != values(afterFirst: 5, clip: 5))
    }

    @Test func withoutGradientOnlyThePenaltyMovesAParameter() {
        let store = store()
        let before = store.tensors
        var optimiser = optimiser(store.layout)
        optimiser.update(store, gradients: [AlignedBuffer(count: store.layout.extent)], learningRate: 0.01)
        for (index, (old, new)) in zip(before, store.tensors).enumerated() {
            if Self.kinds[index].penalty == 0 {
                #expect(new == old)
            } else {
                for (was, value) in zip(old.tensor.values, new.tensor.values) where abs(was) > 1e-3 {
                    #expect(abs(value - (was - (was > 0 ? 0.01 : -0.01))) < 1e-6)
                }
            }
        }
    }

    // MARK: Buffers

    @Test func gradientsAreLeftAtZero() {
        let store = store()
        var optimiser = optimiser(store.layout)
        let buffers = [gradients(store.layout, seed: 1), gradients(store.layout, seed: 2)]
        optimiser.update(store, gradients: buffers, learningRate: 0.01)
        for buffer in buffers { #expect(buffer.elements.allSatisfy { $0 == 0 }) }
    }

    @Test func gradientsOfSeveralTapesAreSummed() {
        let together = store()
        let apart = store()
        let layout = together.layout
        var first = optimiser(layout)
        var second = optimiser(layout)
        for step in 0..<3 {
            let one = gradients(layout, seed: UInt64(10 + step))
            let other = gradients(layout, seed: UInt64(20 + step))
            let sum = AlignedBuffer(count: layout.extent)
            for index in 0..<layout.extent { sum.base[index] = one.base[index] + other.base[index] }
            first.update(together, gradients: [sum], learningRate: 0.01)
            second.update(apart, gradients: [one, other], learningRate: 0.01)
        }
        #expect(together.tensors == apart.tensors)
    }

    @Test(arguments: [2, 3, 5, 16, 64])
    func theResultDoesNotDependOnTheNumberOfWorkers(workers: Int) {
        let one = store()
        let many = store()
        let layout = one.layout
        var first = optimiser(layout)
        var second = optimiser(layout)
        for step in 0..<3 {
            let padding = (1..<workers).map { _ in AlignedBuffer(count: layout.extent) }
            first.update(one, gradients: [gradients(layout, seed: UInt64(step))], learningRate: 0.01)
            second.update(many, gradients: [gradients(layout, seed: UInt64(step))] + padding, learningRate: 0.01)
        }
        #expect(one.tensors == many.tensors)
    }

    @Test func thousandsOfStepsStayFinite() {
        let store = store()
        var optimiser = optimiser(store.layout)
        let buffer = AlignedBuffer(count: store.layout.extent)
        for _ in 0..<20_000 {
            optimiser.update(store, gradients: [buffer], learningRate: 1e-3)
        }
        #expect(store.values.elements.allSatisfy { $0.isFinite })
        // The penalty has pulled matrices to zero and left the rest.
        #expect(store.tensors[2].tensor.values.allSatisfy { abs($0) < 0.01 })
        #expect(store.tensors[0].tensor.values.contains { abs($0) > 0.1 })
    }
}

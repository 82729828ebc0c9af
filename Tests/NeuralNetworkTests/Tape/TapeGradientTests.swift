import TensorCore
import Testing

@testable import NeuralNetwork

/// Every operation's backward against central differences of its forward.
@Suite struct TapeGradientTests {
    @Test(arguments: TapeOperation.Name.allCases)
    func derivativesAgreeWithDifferences(of operation: TapeOperation.Name) {
        let example = GradientExample(of: operation)
        let store = ParameterStore(layout: example.layout, seed: 7)
        let tape = Tape(parameters: store, differentiates: true)
        let result = example.scalar(on: tape)
        #expect(tape.nodes.contains { $0.operation.name == operation }, "the example does not use \(operation)")
        tape.backward(from: result)
        let gradients = tape.parameterGradients.map { Array($0.elements) } ?? []

        var largest: Float = 0
        for declaration in store.layout.declarations {
            for index in declaration.offset..<declaration.offset + declaration.count {
                let step: Float = 4e-3
                let original = store.values.base[index]
                func loss(at value: Float) -> Double {
                    store.values.base[index] = value
                    let tape = Tape(parameters: store, differentiates: false)
                    return Double(tape.values(of: example.scalar(on: tape))[0])
                }
                let difference = (loss(at: original + step) - loss(at: original - step)) / Double(2 * step)
                store.values.base[index] = original
                let tolerance = 2e-3 * max(1, abs(difference))
                #expect(
                    abs(difference - Double(gradients[index])) < tolerance,
                    "\(declaration.name)[\(index - declaration.offset)]: \(gradients[index]), not \(difference)")
                largest = max(largest, abs(gradients[index]))
            }
        }
        #expect(largest > 1e-2, "an example without slope proves nothing")
    }

    @Test func gradientsOfASecondPassAddUp() {
        let example = GradientExample(of: .affine)
        let store = ParameterStore(layout: example.layout, seed: 7)
        let tape = Tape(parameters: store, differentiates: true)
        tape.backward(from: example.scalar(on: tape))
        let first = tape.parameterGradients.map { Array($0.elements) } ?? []
        tape.reset()
        tape.backward(from: example.scalar(on: tape))
        let second = tape.parameterGradients.map { Array($0.elements) } ?? []
        for (one, two) in zip(first, second) {
            #expect(abs(two - 2 * one) <= 1e-5 * max(1, abs(one)))
        }
    }
}

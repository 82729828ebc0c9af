import NeuralNetwork
import Testing

@testable import ForecastModels

@Suite struct StitchUnitTests {
    private func unit(tasks: Int) -> (unit: StitchUnit, store: ParameterStore) {
        var layout = ParameterLayout()
        let unit = StitchUnit(prefix: "stitch.stage0", taskCount: tasks, layout: &layout)
        return (unit, ParameterStore(layout: layout, seed: 1))
    }

    /// Weights of one row add up to one: a stage neither grows nor shrinks what passes through it.
    @Test func startsNearTheIdentity() {
        let (three, store) = unit(tasks: 3)
        #expect(
            RowMath.agree(store[three.weight], [[0.9, 0.05, 0.05], [0.05, 0.9, 0.05], [0.05, 0.05, 0.9]]))
        let (one, single) = unit(tasks: 1)
        #expect(single[one.weight] == [[1]])
    }

    @Test func eachTaskHasItsOwnCombination() {
        let (unit, store) = unit(tasks: 2)
        store.scatter(seed: 2)
        let tape = Tape(parameters: store, differentiates: false)
        let inputs = [RowMath.normal(3, 4, seed: 3), RowMath.normal(3, 4, seed: 4)]
        let weights = store[unit.weight]
        let results = unit(inputs.map { tape.constant($0) }, on: tape)
        for (task, result) in results.enumerated() {
            let expected = (0..<3).map { row in
                (0..<4).map { weights[task][0] * inputs[0][row][$0] + weights[task][1] * inputs[1][row][$0] }
            }
            #expect(RowMath.agree(tape.rows(of: result), expected))
        }
    }

    /// A penalty would draw what passes through towards zero.
    @Test func takesNoPenalty() {
        #expect(unit(tasks: 2).store.layout.declarations.map(\.kind) == [.coefficient])
    }
}

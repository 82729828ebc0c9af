import TensorCore
import Testing

@testable import NeuralNetwork

@Suite struct ParameterLayoutTests {
    @Test func parametersLieAlignedAndApart() {
        var layout = ParameterLayout()
        let shapes = [(1, 1), (3, 5), (4, 4), (1, 17), (2, 16)]
        let ids = shapes.enumerated().map { index, shape in
            layout.declare(
                "parameter\(index)", rows: shape.0, columns: shape.1, kind: .staticMatrix, initializer: .zeros)
        }
        #expect(layout.declarations.map(\.offset) == [0, 16, 32, 48, 80])
        #expect(layout.extent == 112)
        #expect(ids.map(\.index) == [0, 1, 2, 3, 4])
        #expect(layout.declarations.map(\.count) == [1, 15, 16, 17, 32])
        #expect(layout.declarations[1].shape == Shape(3, 5))
        let store = ParameterStore(layout: layout, seed: 1)
        for declaration in layout.declarations {
            #expect(UInt(bitPattern: store[declaration].baseAddress) % 64 == 0)
        }
    }

    @Test func anEmptyLayoutTakesNothing() {
        #expect(ParameterLayout().extent == 0)
        #expect(ParameterStore(layout: ParameterLayout(), seed: 1).tensors.isEmpty)
    }

    /// Sizes that a manifest may ask for and no machine holds.
    @Test func sizesBeyondAnIntegerDoNotTrap() {
        var layout = ParameterLayout()
        for index in 0..<3 {
            _ = layout.declare(
                "parameter\(index)", rows: 1 << 40, columns: 1 << 40, kind: .bias, initializer: .zeros)
        }
        #expect(layout.extent == Int.max)
        #expect(layout.declarations[2].count == Int.max)
    }
}

import Testing

@testable import TensorCore

@Suite struct TensorTests {
    @Test func holdsValuesUnderItsShape() {
        let tensor = Tensor(shape: Shape(2, 3), values: [1, 2, 3, 4, 5, 6])
        #expect(tensor.shape == Shape(2, 3))
        #expect(tensor.values == [1, 2, 3, 4, 5, 6])
    }

    @Test func equalTensorsHaveEqualShapesAndValues() {
        let tensor = Tensor(shape: Shape(2, 2), values: [1, 2, 3, 4])
        #expect(tensor == Tensor(shape: Shape(2, 2), values: [1, 2, 3, 4]))
        #expect(tensor != Tensor(shape: Shape(4, 1), values: [1, 2, 3, 4]))
        #expect(tensor != Tensor(shape: Shape(2, 2), values: [1, 2, 3, 5]))
    }

    @Test func namesTellTensorsApart() {
        let tensor = Tensor(shape: Shape(1), values: [1])
        #expect(NamedTensor(name: "a", tensor: tensor) != NamedTensor(name: "b", tensor: tensor))
        #expect(NamedTensor(name: "a", tensor: tensor) == NamedTensor(name: "a", tensor: tensor))
    }
}

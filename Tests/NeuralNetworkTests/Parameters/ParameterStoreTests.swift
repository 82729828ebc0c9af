import TensorCore
import Testing

@testable import NeuralNetwork

@Suite struct ParameterStoreTests {
    static func layout(_ names: [String]) -> ParameterLayout {
        var layout = ParameterLayout()
        for name in names {
            _ = layout.declare(name, rows: 3, columns: 5, kind: .staticMatrix, initializer: .normal(deviation: 1))
        }
        return layout
    }

    static func tensor(_ name: String, _ value: Float, shape: Shape = Shape(3, 5)) -> NamedTensor {
        NamedTensor(
            name: name, tensor: Tensor(shape: shape, values: [Float](repeating: value, count: shape.count)))
    }

    // MARK: Fresh

    @Test func initialValuesDependOnNameAndSeedAlone() throws {
        let short = ParameterStore(layout: Self.layout(["weight", "bias"]), seed: 4).tensors
        let long = ParameterStore(layout: Self.layout(["more", "bias", "other", "weight"]), seed: 4).tensors
        #expect(long.first { $0.name == "weight" } == short[0])
        #expect(long.first { $0.name == "bias" } == short[1])
        #expect(short[0].tensor != short[1].tensor)
        #expect(ParameterStore(layout: Self.layout(["weight"]), seed: 5).tensors[0] != short[0])
    }

    @Test func tensorsComeInTheOrderOfDeclaration() {
        let tensors = ParameterStore(layout: Self.layout(["z", "a", "m"]), seed: 1).tensors
        #expect(tensors.map(\.name) == ["z", "a", "m"])
        #expect(tensors.allSatisfy { $0.tensor.shape == Shape(3, 5) })
    }

    // MARK: From tensors

    @Test func takesTensorsInAnyOrder() throws {
        let layout = Self.layout(["a", "b"])
        let store = try ParameterStore(layout: layout, tensors: [Self.tensor("b", 2), Self.tensor("a", 1)])
        #expect(store.tensors == [Self.tensor("a", 1), Self.tensor("b", 2)])
        #expect(Array(store[layout.declarations[1]]) == [Float](repeating: 2, count: 15))
    }

    @Test func whatItGivesItTakes() throws {
        let layout = Self.layout(["a", "b", "c"])
        let fresh = ParameterStore(layout: layout, seed: 9)
        #expect(try ParameterStore(layout: layout, tensors: fresh.tensors).tensors == fresh.tensors)
    }

    @Test func namesAMissingTensor() {
        #expect(throws: ParameterError.missing(name: "b")) {
            try ParameterStore(layout: Self.layout(["a", "b"]), tensors: [Self.tensor("a", 1)])
        }
    }

    @Test func namesTheFirstUnexpectedTensor() {
        #expect(throws: ParameterError.unexpected(name: "x")) {
            try ParameterStore(
                layout: Self.layout(["a"]), tensors: [Self.tensor("y", 1), Self.tensor("a", 1), Self.tensor("x", 1)])
        }
    }

    @Test func namesATensorGivenTwice() {
        #expect(throws: ParameterError.duplicate(name: "a")) {
            try ParameterStore(layout: Self.layout(["a"]), tensors: [Self.tensor("a", 1), Self.tensor("a", 1)])
        }
    }

    @Test func namesBothShapesWhereTheyDiffer() {
        let error = ParameterError.wrongShape(name: "a", expected: Shape(3, 5), found: Shape(5, 3))
        #expect(throws: error) {
            try ParameterStore(layout: Self.layout(["a"]), tensors: [Self.tensor("a", 1, shape: Shape(5, 3))])
        }
        #expect(error.description == "tensor 'a' has shape [5, 3] where the model has [3, 5]")
    }

    /// A manifest may describe a model that no machine holds; its tensors cannot, and nothing is allocated for it.
    @Test func comparesShapesBeforeItTakesMemory() {
        var layout = Self.layout(["a"])
        _ = layout.declare("huge", rows: 1 << 30, columns: 1 << 30, kind: .generator, initializer: .zeros)
        #expect(throws: ParameterError.missing(name: "huge")) {
            try ParameterStore(layout: layout, tensors: [Self.tensor("a", 1)])
        }
        #expect(
            throws: ParameterError.wrongShape(
                name: "huge", expected: Shape(1 << 30, 1 << 30), found: Shape(3, 5))
        ) {
            try ParameterStore(layout: layout, tensors: [Self.tensor("a", 1), Self.tensor("huge", 1)])
        }
    }
}

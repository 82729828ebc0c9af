import TensorCore

/// The values of a model's parameters, side by side in one buffer.
///
/// A class because it has identity: every thread of a training step reads the same values, and the optimiser writes them
/// between two steps.
package final class ParameterStore: Sendable {
    package let layout: ParameterLayout
    package let values: AlignedBuffer

    /// Starts every parameter by its initialiser, from a stream of its own, so that one more parameter shifts no other.
    package init(layout: ParameterLayout, seed: UInt64) {
        self.layout = layout
        values = AlignedBuffer(count: layout.extent)
        let generator = SeededGenerator(seed: seed)
        for declaration in layout.declarations {
            var stream = generator.split(ParameterStore.stream(of: declaration.name))
            declaration.initializer.fill(self[declaration], generator: &stream)
        }
    }

    /// Takes every parameter from `tensors`, which must hold exactly the declared names and shapes.
    ///
    /// Memory is taken only when they do: a layout may be larger than any machine, tensors are not.
    package init(layout: ParameterLayout, tensors: [NamedTensor]) throws(ParameterError) {
        var given: [String: Tensor] = [:]
        for named in tensors {
            guard given.updateValue(named.tensor, forKey: named.name) == nil else {
                throw .duplicate(name: named.name)
            }
        }
        var ordered: [Tensor] = []
        for declaration in layout.declarations {
            guard let tensor = given.removeValue(forKey: declaration.name) else {
                throw .missing(name: declaration.name)
            }
            guard tensor.shape == declaration.shape else {
                throw .wrongShape(name: declaration.name, expected: declaration.shape, found: tensor.shape)
            }
            ordered.append(tensor)
        }
        if let name = given.keys.min() { throw .unexpected(name: name) }
        self.layout = layout
        values = AlignedBuffer(count: layout.extent)
        for (declaration, tensor) in zip(layout.declarations, ordered) {
            _ = self[declaration].update(fromContentsOf: tensor.values)
        }
    }

    package subscript(declaration: ParameterDeclaration) -> UnsafeMutableBufferPointer<Float> {
        UnsafeMutableBufferPointer(start: values.base + declaration.offset, count: declaration.count)
    }

    /// A copy of all parameters, in the order of their declaration.
    package var tensors: [NamedTensor] {
        layout.declarations.map { declaration in
            NamedTensor(
                name: declaration.name, tensor: Tensor(shape: declaration.shape, values: Array(self[declaration])))
        }
    }

    /// FNV-1a of the name's bytes.
    private static func stream(of name: String) -> UInt64 {
        name.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    }
}

/// A tensor under the name that a checkpoint knows it by, a property path such as `experts.weight`.
package struct NamedTensor: Equatable, Sendable {
    package let name: String
    package let tensor: Tensor

    package init(name: String, tensor: Tensor) {
        self.name = name
        self.tensor = tensor
    }
}

/// What a parameter does, which decides the penalty of equation 19 that it gets.
package enum ParameterKind: Sendable {
    /// A row looked up by a code: no penalty.
    case embedding
    /// Added, not multiplied: no penalty.
    case bias
    /// Multiplies whole activations and starts at one or near it: drawn to zero it would not mean less. No penalty.
    case coefficient
    /// Set before training, which leaves it as it is.
    case fixed
    /// A matrix that multiplies activations and is the same for every row.
    case staticMatrix
    /// Part of what generates weights from scenario knowledge.
    case generator
}

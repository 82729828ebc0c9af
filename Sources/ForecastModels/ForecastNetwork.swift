import NeuralNetwork
import TensorCore

/// The parts of an architecture, which hold handles of parameters and no values.
///
/// A network declares its parameters when it is made. Each row of a batch gets its outputs from that row alone.
protocol ForecastNetwork: Sendable {
    /// Records the forward pass of all rows of `inputs`.
    ///
    /// - Parameter dropout: the generator of dropout masks; `nil` drops nothing.
    /// - Returns: the outputs of each task's head, [B, outputs], one member of the network after the other.
    func forward(_ inputs: BatchInputs, on tape: Tape, dropout: inout SeededGenerator?) -> [Variable]
}

import AdvertiserDomain
import Features
import NeuralNetwork
import TensorCore

/// A network that turns a batch into the outputs of each prediction task's head.
package protocol ForecastModel: Sendable {
    /// The name of the architecture in checkpoints and on the command line.
    var architecture: String { get }
    var tasks: [PredictionTask] { get }
    /// What the last layer gives for a task.
    var head: ModelConfiguration.Head { get }
    var layout: BatchLayout { get }
    var parameters: ParameterStore { get }
    /// What its outputs start from, to be fitted before the rest is trained; `nil` where that is zero.
    var anchor: LinearAnchor? { get }

    /// Records the forward pass of all rows of `batch`, which must outlive the pass.
    ///
    /// - Parameters:
    ///   - inputs: the batch's arrays.
    ///   - tape: a tape on ``parameters``.
    ///   - dropout: the generator of dropout masks in training; `nil` drops nothing.
    /// - Returns: for each task the outputs of its head, [B, outputs], see ``HeadOutputs``; where the model has several
    ///   members, one member after the other.
    func forward(_ inputs: BatchInputs, on tape: Tape, dropout: inout SeededGenerator?) -> [Variable]
}

extension ForecastModel {
    /// How many numbers training decides.
    package var parameterCount: Int { parameters.layout.declarations.reduce(0) { $0 + $1.count } }
}

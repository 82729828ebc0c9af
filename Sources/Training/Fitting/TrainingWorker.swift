import Features
import ForecastModels
import NeuralNetwork
import TensorCore

/// One thread's part of a training step: it encodes a slice of the batch, runs the model over it and back.
///
/// `@unchecked Sendable` because a step hands each worker to one thread, and waits for all before the next step.
final class TrainingWorker: @unchecked Sendable {
    private let model: any ForecastModel
    private let encoder: SampleEncoder
    private let loss: JointLoss
    private let attributeDropout: (name: Float, other: Float)
    private let tape: Tape
    private var batch: Batch
    /// The gradients of the slice, added to until the optimiser sets them to zero.
    let gradients: AlignedBuffer

    init?(
        model: any ForecastModel, encoder: SampleEncoder, capacity: Int, attributeDropout: (name: Float, other: Float)
    ) {
        self.model = model
        self.encoder = encoder
        self.attributeDropout = attributeDropout
        loss = JointLoss(
            tasks: model.tasks, head: model.head, positiveShares: encoder.state.positiveShares)
        tape = Tape(parameters: model.parameters, differentiates: true)
        batch = Batch(layout: encoder.layout, capacity: capacity)
        guard let gradients = tape.parameterGradients else { return nil }
        self.gradients = gradients
    }

    /// Adds the gradients of the slice's part of the batch loss.
    ///
    /// - Parameters:
    ///   - samples: the slice.
    ///   - batchRows: rows of the whole batch.
    ///   - generator: of the masks of this step and slice.
    /// - Returns: the slice's part of the batch loss.
    func accumulate(_ samples: ArraySlice<Sample>, batchRows: Int, generator: SeededGenerator) -> Float {
        guard !samples.isEmpty else { return 0 }
        var attributeGenerator = generator.split(0)
        var dropoutGenerator: SeededGenerator? = generator.split(1)
        encoder.encode(samples, into: &batch, labels: true)
        batch.dropAttributes(
            name: attributeDropout.name, other: attributeDropout.other, generator: &attributeGenerator)
        tape.reset()
        return withInputs(of: batch) { inputs in
            let outputs = model.forward(inputs, on: tape, dropout: &dropoutGenerator)
            let total = loss(outputs, inputs, batchRows: batchRows, on: tape)
            tape.backward(from: total)
            return tape.values(of: total)[0]
        }
    }
}

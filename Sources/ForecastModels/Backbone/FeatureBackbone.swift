import AdvertiserDomain
import Features
import NeuralNetwork
import TensorCore

/// From a batch to the features F of equation 5, the same in every architecture: the sequences behind their transformer
/// and pooling, the dense features, and the embedded attributes of profile and scenario.
struct FeatureBackbone {
    let behaviour: SequenceEncoder
    let performance: SequenceEncoder
    let attributes: AttributeEmbedding
    /// Share of the pooled sequences that training drops.
    let dropoutRate: Float
    private let batch: BatchLayout

    /// - Parameter prefix: what the names of its parameters begin with.
    init(
        prefix: String = "backbone", configuration: ModelConfiguration, batch: BatchLayout,
        layout: inout ParameterLayout
    ) {
        behaviour = SequenceEncoder(
            prefix: "\(prefix).behaviour", fields: batch.behaviourFields, days: batch.windowDays,
            binCount: batch.binCount, configuration: configuration, layout: &layout)
        performance = SequenceEncoder(
            prefix: "\(prefix).performance", fields: batch.performanceFields, days: batch.windowDays,
            binCount: batch.binCount, configuration: configuration, layout: &layout)
        attributes = AttributeEmbedding(prefix: "\(prefix).attributes", slots: batch.attributes, layout: &layout)
        dropoutRate = configuration.dropout
        self.batch = batch
    }

    /// The widths of ``EmbeddedFeatures/parts``.
    var partWidths: [Int] {
        [behaviour.outputWidth, performance.outputWidth, batch.denseWidth, attributes.outputWidth]
    }

    /// The features, with what training drops.
    ///
    /// - Parameter dropout: the generator of dropout masks; `nil` drops nothing.
    func callAsFunction(
        _ inputs: BatchInputs, on tape: Tape, dropout: inout SeededGenerator?
    ) -> EmbeddedFeatures {
        drop(from: embed(inputs, on: tape), on: tape, dropout: &dropout)
    }

    /// The features as they are.
    func embed(_ inputs: BatchInputs, on tape: Tape) -> EmbeddedFeatures {
        let sequences = [
            behaviour.part(codes(inputs.behaviourCodes, of: inputs, fields: batch.behaviourFields), on: tape),
            performance.part(codes(inputs.performanceCodes, of: inputs, fields: batch.performanceFields), on: tape),
        ]
        // [B, Q]
        let dense = tape.constant(inputs.dense, rows: inputs.rows, columns: batch.denseWidth)
        // [B, 8 · attributes]
        return EmbeddedFeatures(sequences: sequences, dense: dense, attributes: attributes(inputs, on: tape))
    }

    /// Features of which a random share of the pooled sequences is missing.
    ///
    /// - Parameter dropout: the generator of dropout masks; `nil` drops nothing.
    func drop(
        from features: EmbeddedFeatures, on tape: Tape, dropout: inout SeededGenerator?
    ) -> EmbeddedFeatures {
        guard var generator = dropout, dropoutRate > 0 else { return features }
        let sequences = features.sequences.map {
            FeaturePart(tape.dropout($0.value, rate: dropoutRate, generator: &generator), projection: $0.projection)
        }
        dropout = generator
        return EmbeddedFeatures(sequences: sequences, dense: features.dense, attributes: features.attributes)
    }

    private func codes(
        _ codes: UnsafeBufferPointer<UInt8>, of inputs: BatchInputs, fields: Int
    ) -> SequenceCodes {
        SequenceCodes(
            codes: codes, rows: inputs.rows, days: batch.windowDays, fields: fields, binCount: batch.binCount)
    }
}

import AdvertiserDomain
import NeuralNetwork

/// One sequence's way from bin codes to a fixed-length vector: the shared bottom embedding (4.1.1) and the transformer
/// layer (equations 2 to 5).
///
/// A day's embedding is its fields' embeddings, 16 wide each, beside the embedding of its position: width D = 16·F + 16.
struct SequenceEncoder {
    static let embeddingWidth = 16
    static let positionWidth = 16
    static let heads = 2

    let fields: Int
    let binCount: Int
    /// Embeddings of the bins, field by field, [F·bins, 16].
    let embedding: ParameterID
    /// Embeddings of the positions in the window, [T, 16].
    let position: ParameterID
    /// `nil` without transformer: MH of equation 5 is then the identity.
    let attention: SequenceAttentionLayer?
    let pooling: SequencePooling
    /// P·D, the width of the pooled sequence.
    let outputWidth: Int

    /// - Parameter prefix: what the names of its parameters begin with.
    init(
        prefix: String, fields: Int, days: Int, binCount: Int, configuration: ModelConfiguration,
        layout: inout ParameterLayout
    ) {
        let width = fields * Self.embeddingWidth + Self.positionWidth
        self.fields = fields
        self.binCount = binCount
        embedding = layout.declare(
            "\(prefix).embedding.weight", rows: fields * binCount, columns: Self.embeddingWidth, kind: .embedding,
            initializer: .normal(deviation: 0.1))
        position = layout.declare(
            "\(prefix).position.weight", rows: days, columns: Self.positionWidth, kind: .embedding,
            initializer: .normal(deviation: 0.1))
        attention =
            configuration.transformer
            ? SequenceAttentionLayer(
                prefix: "\(prefix).attention", width: width, heads: Self.heads, headWidth: configuration.headWidth,
                layout: &layout) : nil
        switch configuration.pooling {
        case .meanLast: pooling = .meanLast
        case .flatten: pooling = .flatten
        }
        outputWidth = pooling.vectorCount(days: days) * width
    }

    /// The pooled sequence as a part of the features, with W^H left to the layers above where weights are final.
    ///
    /// - Parameter codes: bin codes of the windows, [B, T, F].
    func part(_ codes: SequenceCodes, on tape: Tape) -> FeaturePart {
        guard let attention, tape.parametersAreFinal else {
            return FeaturePart(tape.keepingOnly { self(codes, on: tape) })
        }
        let heads = tape.keepingOnly {
            let outputs = attention.headOutputs(
                codes, embedding: tape.parameter(embedding), position: tape.parameter(position), pooling: pooling,
                on: tape)
            return tape.reshaped(outputs, rows: codes.rows)
        }
        return FeaturePart(heads, projection: attention.output)
    }

    /// - Parameter codes: bin codes of the windows, [B, T, F].
    /// - Returns: the pooled sequence, [B, P·D].
    func callAsFunction(_ codes: SequenceCodes, on tape: Tape) -> Variable {
        // [F·bins, 16]
        let embedding = tape.parameter(embedding)
        // [T, 16]
        let position = tape.parameter(position)
        let pooled: Variable
        if let attention {
            // [B·P, D]
            pooled = attention(
                codes, embedding: embedding, position: position, pooling: pooling, on: tape)
        } else {
            // [F·bins + T, D]
            let table = tape.foldedTable(embedding: embedding, position: position, weight: nil, binCount: binCount)
            // [B·P, D]
            pooled = tape.headwiseProduct(
                weights: tape.poolingWeights(codes: codes, pooling: pooling), table: table, heads: 1)
        }
        return tape.reshaped(pooled, rows: codes.rows)
    }
}

import AdvertiserDomain
import NeuralNetwork

/// Multi-head self-attention over the days of a sequence, equations 2 to 4, followed by the pooling of equation 5.
///
///     head_h = softmax(Q_h·K_hᵀ / √d_k)·V_h        MH = concat(head_1, head_2)·W^H
///
/// with Q_h = E·W_h^Q and so on, E [T, D] being the embedded days. All projections are folded into the embedding
/// tables, and the pooling acts before V and W^H, which are linear: the same function with fewer products.
struct SequenceAttentionLayer {
    let heads: Int
    /// W^Q of all heads, [D, H·d_k].
    let query: ParameterID
    /// W^K of all heads, [D, H·d_k].
    let key: ParameterID
    /// W^V of all heads, [D, H·d_v] with d_v = ⌈D/2⌉.
    let value: ParameterID
    /// W^H, [H·d_v, D].
    let output: ParameterID

    init(
        prefix: String, width: Int, heads: Int, headWidth: ModelConfiguration.HeadWidth, layout: inout ParameterLayout
    ) {
        self.heads = heads
        let valueWidth = (width + 1) / 2
        let keyWidth =
            switch headWidth {
            case .half: valueWidth
            case .fixed(let width): width
            }
        func declare(_ name: String, rows: Int, columns: Int, headColumns: Int) -> ParameterID {
            layout.declare(
                "\(prefix).\(name).weight", rows: rows, columns: columns, kind: .staticMatrix,
                initializer: .glorotUniform(inputWidth: rows, outputWidth: headColumns))
        }
        query = declare("query", rows: width, columns: heads * keyWidth, headColumns: keyWidth)
        key = declare("key", rows: width, columns: heads * keyWidth, headColumns: keyWidth)
        value = declare("value", rows: width, columns: heads * valueWidth, headColumns: valueWidth)
        output = declare("output", rows: heads * valueWidth, columns: width, headColumns: width)
    }

    /// - Returns: the pooled vectors, [B·P, D].
    func callAsFunction(
        _ codes: SequenceCodes, embedding: Variable, position: Variable, pooling: SequencePooling, on tape: Tape
    ) -> Variable {
        let heads = headOutputs(codes, embedding: embedding, position: position, pooling: pooling, on: tape)
        return tape.affine([(heads, tape.parameter(output))])
    }

    /// The pooled vectors before W^H, [B·P, H·d_v].
    func headOutputs(
        _ codes: SequenceCodes, embedding: Variable, position: Variable, pooling: SequencePooling, on tape: Tape
    ) -> Variable {
        func folded(_ weight: ParameterID) -> Variable {
            tape.foldedTable(
                embedding: embedding, position: position, weight: tape.parameter(weight), binCount: codes.binCount)
        }
        // Folded tables have C = F·bins + T rows. [B·P, H·C]
        let weights = tape.attentionWeights(
            query: folded(query), key: folded(key), codes: codes, heads: heads, pooling: pooling)
        return tape.headwiseProduct(weights: weights, table: folded(value), heads: heads)
    }
}

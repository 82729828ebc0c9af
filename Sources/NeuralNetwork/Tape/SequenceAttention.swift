/// What attention over a batch's windows needs and keeps between forward and backward.
struct SequenceAttention {
    let codes: SequenceCodes
    let heads: Int
    /// d_k, the width of a head's queries and keys.
    let headWidth: Int
    let pooling: SequencePooling
    /// Queries of every row, [B, T, H·d_k].
    let queries: UnsafeMutablePointer<Float>
    /// Keys of every row, [B, T, H·d_k].
    let keys: UnsafeMutablePointer<Float>
    /// Attention after the softmax, [B, H, T, T].
    let probabilities: UnsafeMutablePointer<Float>
    /// Scratch of one row: the queries' and keys' gradients and one head's score gradients, 2·T·H·d_k + T·T + T.
    let scratch: UnsafeMutablePointer<Float>
}

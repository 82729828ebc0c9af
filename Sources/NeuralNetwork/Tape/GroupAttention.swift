/// The extents of attention within groups of rows, and what its way back needs.
struct GroupAttention {
    let groups: Int
    /// Queries a group.
    let queries: Int
    /// Keys a group.
    let keys: Int
    let heads: Int
    /// Whether all groups have the same queries.
    let sharesQueries: Bool
    /// [groups, queries, heads, keys].
    let probabilities: UnsafeMutablePointer<Float>
}

/// Which parameters a folded table is made of, by where they are in memory.
struct FoldedTableKey: Hashable {
    let embedding: UnsafeMutablePointer<Float>
    let weight: UnsafeMutablePointer<Float>?
}

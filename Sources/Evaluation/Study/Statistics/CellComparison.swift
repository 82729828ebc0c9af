/// Two variants held against each other over some cells.
struct CellComparison: Equatable, Sendable {
    let first: Int
    let second: Int
    let cells: [Int]
}

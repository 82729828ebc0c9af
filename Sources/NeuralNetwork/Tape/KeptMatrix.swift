import TensorCore

/// A matrix that outlives the pass that made it.
struct KeptMatrix {
    private let rows: Int
    private let columns: Int
    private let values: AlignedBuffer

    init(copyOf node: Tape.Node) {
        rows = node.rows
        columns = node.columns
        values = AlignedBuffer(count: node.count)
        values.base.update(from: node.value, count: node.count)
    }

    /// The matrix as something that a pass starts from.
    var node: Tape.Node {
        Tape.Node(operation: .leaf, rows: rows, columns: columns, value: values.base, gradient: nil)
    }
}

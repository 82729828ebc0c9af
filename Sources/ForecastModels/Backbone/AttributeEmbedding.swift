import Features
import NeuralNetwork

/// Embeddings, 8 wide, of the advertiser's profile and the scenario's attributes.
///
/// A category's embedding is the column's "unknown" row plus a difference of its own, so that a category seen seldom
/// behaves like the average one. A number x, standardised, is unknown + x·slope.
struct AttributeEmbedding {
    static let width = 8

    private enum Column {
        /// `index` counts the categorical columns.
        case categorical(unknown: ParameterID, difference: ParameterID, index: Int)
        /// `index` counts the numeric columns.
        case numeric(unknown: ParameterID, slope: ParameterID, index: Int)
    }

    private let columns: [Column]
    private let categoricalCount: Int
    private let numericCount: Int
    /// 8 · attributes.
    let outputWidth: Int

    /// - Parameter prefix: what the names of its parameters begin with.
    init(prefix: String, slots: [AttributeInput], layout: inout ParameterLayout) {
        var columns: [Column] = []
        var categoricalCount = 0
        var numericCount = 0
        for slot in slots {
            let prefix = "\(prefix).\(slot.name)"
            let unknown = layout.declare(
                "\(prefix).unknown", rows: 1, columns: Self.width, kind: .embedding,
                initializer: .normal(deviation: 0.1))
            switch slot.kind {
            case .categorical(let categoryCount):
                let difference = layout.declare(
                    "\(prefix).difference", rows: max(categoryCount, 1), columns: Self.width, kind: .embedding,
                    initializer: .normal(deviation: 0.01))
                columns.append(.categorical(unknown: unknown, difference: difference, index: categoricalCount))
                categoricalCount += 1
            case .numeric:
                let slope = layout.declare(
                    "\(prefix).slope", rows: 1, columns: Self.width, kind: .embedding,
                    initializer: .normal(deviation: 0.01))
                columns.append(.numeric(unknown: unknown, slope: slope, index: numericCount))
                numericCount += 1
            }
        }
        self.columns = columns
        self.categoricalCount = categoricalCount
        self.numericCount = numericCount
        outputWidth = columns.count * Self.width
    }

    /// - Returns: [B, 8 · attributes].
    func callAsFunction(_ inputs: BatchInputs, on tape: Tape) -> Variable {
        tape.columns(
            columns.map { column in
                switch column {
                case .categorical(let unknown, let difference, let index):
                    tape.differenceLookup(
                        unknown: tape.parameter(unknown), difference: tape.parameter(difference),
                        codes: UnsafeBufferPointer(rebasing: inputs.categoricalCodes[index...]),
                        stride: categoricalCount, rows: inputs.rows)
                case .numeric(let unknown, let slope, let index):
                    tape.affine(
                        [(numericColumn(index, of: inputs, on: tape), tape.parameter(slope))],
                        bias: tape.parameter(unknown))
                }
            })
    }

    /// One numeric attribute's values, [B, 1].
    private func numericColumn(_ index: Int, of inputs: BatchInputs, on tape: Tape) -> Variable {
        tape.constant(rows: inputs.rows, columns: 1) { column in
            for row in 0..<inputs.rows {
                column[row] = inputs.numericValues[row * numericCount + index]
            }
        }
    }
}

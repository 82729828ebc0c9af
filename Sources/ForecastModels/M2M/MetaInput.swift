import NeuralNetwork

/// The input of a meta layer.
enum MetaInput {
    /// [B·repeats, d].
    case rows(Variable)
    /// [x ‖ s] with rows x [B·repeats, d₁] and one row s [1, d₂] that all of them share and that is made of
    /// parameters alone: the input of equation 14.
    case beside(Variable, shared: Variable)

    /// The input as one matrix, [B·repeats, d].
    func joined(on tape: Tape) -> Variable {
        switch self {
        case .rows(let rows):
            return rows
        case .beside(let rows, let shared):
            return tape.columns([rows, tape.repeated(shared, rows: tape.rowCount(of: rows))])
        }
    }
}

import NeuralNetwork

/// A dependence learner of MRAN: multi-head attention of some representations to others, added to the ones that ask and
/// normalised, LayerNorm(softmax(Q·Kᵀ/√d)·V·W^O + x).
///
/// MRAN normalises over the batch; this normalises each row, so that no prediction depends on its batch.
struct RelationLayer {
    static let heads = 2

    /// [W, H·d], with d = ⌈W/2⌉; so are the next two.
    let query: ParameterID
    let key: ParameterID
    let value: ParameterID
    /// [H·d, W].
    let output: ParameterID
    /// [1, W]; so is the next.
    let gain: ParameterID
    let bias: ParameterID

    /// What is attended to, projected once for all that ask.
    struct Memory {
        let groups: Int
        /// [groups·k, H·d].
        let keys: Variable
        let values: Variable
    }

    init(prefix: String, width: Int, layout: inout ParameterLayout) {
        let headWidth = (width + 1) / 2
        func declare(_ name: String, rows: Int, columns: Int) -> ParameterID {
            layout.declare(
                "\(prefix).\(name).weight", rows: rows, columns: columns, kind: .staticMatrix,
                initializer: .glorotUniform(inputWidth: rows, outputWidth: columns))
        }
        query = declare("query", rows: width, columns: Self.heads * headWidth)
        key = declare("key", rows: width, columns: Self.heads * headWidth)
        value = declare("value", rows: width, columns: Self.heads * headWidth)
        output = declare("output", rows: Self.heads * headWidth, columns: width)
        gain = layout.declare(
            "\(prefix).normalisation.gain", rows: 1, columns: width, kind: .coefficient, initializer: .constant(1))
        bias = layout.declare(
            "\(prefix).normalisation.bias", rows: 1, columns: width, kind: .bias, initializer: .zeros)
    }

    /// - Parameter representations: [groups·k, W].
    func memory(of representations: Variable, groups: Int, on tape: Tape) -> Memory {
        Memory(
            groups: groups, keys: tape.affine([(representations, tape.parameter(key))]),
            values: tape.affine([(representations, tape.parameter(value))]))
    }

    /// What rows of a group get from its memory.
    ///
    /// - Parameter rows: x, [groups·q, W].
    /// - Returns: [groups·q, W].
    func callAsFunction(rows: Variable, memory: Memory, on tape: Tape) -> Variable {
        let attended = attended(by: rows, memory: memory, isShared: false, on: tape)
        return normalised(tape.affine([(attended, tape.parameter(output))], addend: rows), on: tape)
    }

    /// What one row that all groups share gets from the memory of each.
    ///
    /// - Parameter row: x, [1, W].
    /// - Returns: [groups, W].
    func callAsFunction(sharedRow row: Variable, memory: Memory, on tape: Tape) -> Variable {
        let attended = attended(by: row, memory: memory, isShared: true, on: tape)
        return normalised(tape.affine([(attended, tape.parameter(output))], bias: row), on: tape)
    }

    private func attended(by rows: Variable, memory: Memory, isShared: Bool, on tape: Tape) -> Variable {
        tape.groupAttention(
            query: tape.affine([(rows, tape.parameter(query))]), key: memory.keys, value: memory.values,
            groups: memory.groups, heads: Self.heads, sharesQueries: isShared)
    }

    private func normalised(_ rows: Variable, on tape: Tape) -> Variable {
        tape.layerNormalisation(rows, gain: tape.parameter(gain), bias: tape.parameter(bias))
    }
}

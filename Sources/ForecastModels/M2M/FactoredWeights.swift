import NeuralNetwork

/// Equation 11 with V_w of CP rank R: W(S̃) = V₀ + A·diag(C·S̃ + c₀)·B.
///
/// No matrix is made for a row: h·W = h·V₀ + ((h·A) ∘ (S̃·C + c₀))·B, products over the whole batch. Multiplied out,
/// V_w[i, j, k] = Σ_q A[i, q]·B[q, j]·C[k, q] and v_w = V₀ + A·diag(c₀)·B.
struct FactoredWeights {
    let width: Int
    /// V₀, [d, d].
    let base: ParameterID
    /// A, [d, R].
    let left: ParameterID
    /// B, [R, d].
    let right: ParameterID
    /// C, [S, R]; `nil` where nothing is generated, and W is V₀ + A·diag(c₀)·B.
    let modulation: ParameterID?
    /// c₀, [1, R].
    let modulationBias: ParameterID

    init(
        prefix: String, width: Int, knowledgeWidth: Int, rank: Int, base: ParameterID, isGenerated: Bool,
        layout: inout ParameterLayout
    ) {
        self.width = width
        self.base = base
        left = layout.declare(
            "\(prefix).left", rows: width, columns: rank, kind: .generator,
            initializer: .uniform(bound: 1 / Float(width).squareRoot()))
        right = layout.declare(
            "\(prefix).right", rows: rank, columns: width, kind: .generator,
            initializer: .uniform(bound: 1 / Float(rank).squareRoot()))
        modulation =
            isGenerated
            ? layout.declare(
                "\(prefix).modulation", rows: knowledgeWidth, columns: rank, kind: .generator,
                initializer: .normal(deviation: 0.1 / Float(knowledgeWidth).squareRoot())) : nil
        modulationBias = layout.declare(
            "\(prefix).modulation_bias", rows: 1, columns: rank, kind: .bias, initializer: .zeros)
    }

    /// σ(h·W(S̃) + b).
    ///
    /// What rows of the input share passes through V₀ and A once for all of them.
    ///
    /// - Parameter generatedBias: b, [B, d], or [1, d] where nothing is generated.
    /// - Returns: [B·repeats, d].
    func layer(
        _ input: MetaInput, knowledge: Variable, generatedBias: Variable, repeats: Int, on tape: Tape
    ) -> Variable {
        let base = tape.parameter(self.base)
        let left = tape.parameter(self.left)
        let constantFactors = tape.parameter(modulationBias)
        // S̃·C + c₀, [B, R]; c₀, [1, R], where nothing is generated
        let factors =
            modulation.map { tape.affine([(knowledge, tape.parameter($0))], bias: constantFactors) } ?? constantFactors
        let repeats = modulation == nil ? repeats * tape.rowCount(of: knowledge) : repeats
        let rows: Variable
        let rowBase: Variable
        let rowLeft: Variable
        var sharedBase: Variable?
        var sharedLeft: Variable?
        switch input {
        case .rows(let whole):
            (rows, rowBase, rowLeft) = (whole, base, left)
        case .beside(let own, let shared):
            let ownWidth = tape.columnCount(of: own)
            rows = own
            rowBase = tape.rows(0..<ownWidth, of: base)
            rowLeft = tape.rows(0..<ownWidth, of: left)
            // [1, d] and [1, R]
            sharedBase = tape.kept(for: self.base) {
                tape.affine([(shared, tape.rows(ownWidth..<width, of: base))])
            }
            sharedLeft = tape.kept(for: self.left) {
                tape.affine([(shared, tape.rows(ownWidth..<width, of: left))])
            }
        }
        // h·A, [B·repeats, R]
        let projected = tape.affine([(rows, rowLeft)], bias: sharedLeft)
        // (h·A) ∘ (S̃·C + c₀), [B·repeats, R]
        let modulated = tape.repeatedProduct(projected, by: factors, repeats: repeats)
        return tape.affine(
            [(rows, rowBase), (modulated, tape.parameter(right))], bias: sharedBase, repeated: generatedBias,
            repeats: repeats, activation: .leakyReLU)
    }
}

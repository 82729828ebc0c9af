import TensorCore

/// Records a forward pass over matrices and runs it backwards: reverse-mode differentiation.
///
/// Every operation computes at once when it is recorded. ``backward(from:)`` then goes through the operations in reverse
/// and adds to the gradients of their inputs. Gradients of parameters are summed into ``parameterGradients`` until
/// someone sets them to zero. A tape keeps its memory from pass to pass; it belongs to one thread at a time, and each
/// thread of a training step has its own on the same parameters.
///
/// Operations lie in `Tape+….swift`, each backward beside its forward.
package final class Tape {
    struct Node {
        let operation: TapeOperation
        let rows: Int
        let columns: Int
        /// `rows` × `columns` values.
        let value: UnsafeMutablePointer<Float>
        /// Their gradients; `nil` for constants and where nothing is differentiated.
        let gradient: UnsafeMutablePointer<Float>?

        var count: Int { rows * columns }
    }

    package let parameters: ParameterStore
    /// The gradient of every parameter, laid out like the store; `nil` on a tape that only predicts.
    package let parameterGradients: AlignedBuffer?

    var nodes: [Node] = []
    var operands: [Variable] = []
    /// Whether parameters stay as they are, so that what is made of them alone is made once.
    package let parametersAreFinal: Bool
    /// Those of final parameters.
    var foldedTables: [FoldedTableKey: KeptMatrix] = [:]
    /// Likewise.
    var keptProducts: [KeptProductKey: KeptMatrix] = [:]
    private var values = Arena()
    private var gradients = Arena()
    private let givesWay: Bool

    /// - Parameters:
    ///   - differentiates: whether `backward` will be asked for.
    ///   - parametersAreFinal: whether they stay as they are, so that what depends on them alone is computed once. Not on a
    ///     tape that differentiates.
    package init(parameters: ParameterStore, differentiates: Bool, parametersAreFinal: Bool = false) {
        precondition(!(differentiates && parametersAreFinal), "what is differentiated is about to change")
        self.parametersAreFinal = parametersAreFinal
        self.parameters = parameters
        parameterGradients = differentiates ? AlignedBuffer(count: parameters.layout.extent) : nil
        givesWay = differentiates && IdlePriority.isOfCallingThread
        MatrixProduct.useCallingThreadOnly()
    }

    var differentiates: Bool { parameterGradients != nil }

    /// Forgets the recorded pass. Variables and pointers got from it are void.
    package func reset() {
        nodes.removeAll(keepingCapacity: true)
        operands.removeAll(keepingCapacity: true)
        values.reset()
        gradients.reset()
    }

    // MARK: Reading

    subscript(variable: Variable) -> Node { nodes[variable.index] }

    package func rowCount(of variable: Variable) -> Int { self[variable].rows }

    package func columnCount(of variable: Variable) -> Int { self[variable].columns }

    /// The values, row by row; valid until the next reset.
    package func values(of variable: Variable) -> UnsafeBufferPointer<Float> {
        UnsafeBufferPointer(start: self[variable].value, count: self[variable].count)
    }

    /// Whether a variable is all or part of a declared parameter.
    func isParameter(_ variable: Variable) -> Bool {
        let first = parameters.values.base
        return (first..<first + parameters.values.count).contains(self[variable].value)
    }

    /// Lets whoever waits for the processor run first, where the pass is one at idle priority. Long operations call it
    /// between their parts.
    @inline(__always)
    func offerProcessor() {
        if givesWay { IdlePriority.giveWay() }
    }

    // MARK: Recording

    func append(_ node: Node) -> Variable {
        offerProcessor()
        nodes.append(node)
        return Variable(index: nodes.count - 1)
    }

    /// Records a result of `rows` × `columns` whose values the caller then writes.
    func record(_ operation: TapeOperation, rows: Int, columns: Int) -> Variable {
        append(
            Node(
                operation: operation, rows: rows, columns: columns, value: values.allocate(rows * columns),
                gradient: differentiates ? gradients.allocate(rows * columns) : nil))
    }

    func record(operands variables: some Sequence<Variable>) -> Range<Int> {
        let start = operands.count
        operands.append(contentsOf: variables)
        return start..<operands.count
    }

    /// Memory for the duration of the pass.
    func scratch(_ count: Int) -> UnsafeMutablePointer<Float> {
        values.allocate(count)
    }

    /// Records a part of the pass of which only the result is needed later: a tape that only predicts forgets the rest and
    /// uses its memory again.
    ///
    /// - Returns: what `body` returns; everything else that it recorded is void.
    package func keepingOnly(_ body: () -> Variable) -> Variable {
        guard !differentiates else { return body() }
        let mark = values.mark
        let nodeCount = nodes.count
        let operandCount = operands.count
        let result = self[body()]
        nodes.removeLast(nodes.count - nodeCount)
        operands.removeLast(operands.count - operandCount)
        return append(
            Node(
                operation: .leaf, rows: result.rows, columns: result.columns,
                value: values.release(to: mark, keeping: result.value, count: result.count), gradient: nil))
    }

    // MARK: Backward

    /// Adds the derivatives of the 1 × 1 matrix `result` to all gradients.
    package func backward(from result: Variable) {
        gradients.zeroUsed()
        self[result].gradient?[0] = 1
        for index in stride(from: result.index, through: 0, by: -1) {
            let node = nodes[index]
            guard let gradient = node.gradient else { continue }
            offerProcessor()
            switch node.operation {
            case .leaf, .view:
                break
            case .affine(let products, let addends, let activation):
                affineBackward(node, gradient, products, addends, activation)
            case .repeatedProduct(let input, let factors, let repeats):
                repeatedProductBackward(node, gradient, input, factors, repeats)
            case .generatedProduct(let input, let knowledge, let generator, let base, let repeats):
                generatedProductBackward(
                    node, gradient, input: self[input], knowledge: self[knowledge], generator: self[generator],
                    base: self[base], repeats: repeats)
            case .differenceLookup(let unknown, let difference, let codes, let stride):
                differenceLookupBackward(node, gradient, unknown, difference, codes, stride)
            case .columns(let operands):
                columnsBackward(node, gradient, operands)
            case .foldedTable(let embedding, let position, let weight, let binCount):
                foldedTableBackward(gradient, self[embedding], self[position], weight.map { self[$0] }, binCount, node)
            case .attentionWeights(let query, let key, let attention):
                attentionWeightsBackward(gradient, self[query], self[key], attention)
            case .headwiseProduct(let weights, let table, let heads):
                headwiseProductBackward(node, gradient, self[weights], self[table], heads)
            case .mask(let input, let factors):
                maskBackward(node, gradient, input, factors)
            case .softmax(let input):
                softmaxBackward(node, gradient, input)
            case .weightedSum(let weights, let values):
                weightedSumBackward(node, gradient, self[weights], self[values])
            case .combination(let parts, let weights):
                combinationBackward(node, gradient, parts, self[weights])
            case .layerNormalisation(let input, let gain, let bias, let normalised, let inverseDeviations):
                layerNormalisationBackward(
                    node, gradient, input: self[input], gain: self[gain], bias: self[bias], normalised: normalised,
                    inverseDeviations: inverseDeviations)
            case .groupAttention(let query, let key, let value, let attention):
                groupAttentionBackward(gradient, query: self[query], key: self[key], value: self[value], attention)
            case .poissonLoss(let logRate, let labels):
                poissonLossBackward(gradient, self[logRate], labels)
            case .binaryCrossEntropy(let logit, let labels):
                binaryCrossEntropyBackward(gradient, self[logit], labels)
            case .hurdleLoss(let outputs, let labels, let positiveShare):
                hurdleLossBackward(gradient, self[outputs], labels, positiveShare: positiveShare)
            case .total(let operands):
                totalBackward(gradient, operands)
            }
        }
    }
}

import TensorCore

@testable import NeuralNetwork

/// A small function of parameters that ends in one number and uses a given operation on the way.
struct GradientExample {
    private(set) var layout = ParameterLayout()
    private let build: (Tape, [ParameterID]) -> Variable
    private let ids: [ParameterID]

    init(of operation: TapeOperation.Name) {
        let shapes: [(Int, Int)]
        switch operation {
        case .leaf, .total:
            shapes = [(1, 1), (1, 1)]
            build = { tape, ids in tape.total(ids.map { tape.parameter($0) }) }
        case .view:
            shapes = [(4, 6)]
            build = { tape, ids in
                let rows = tape.rows(1..<3, of: tape.parameter(ids[0]))
                return Self.curved(tape.reshaped(rows, rows: 4), on: tape)
            }
        case .affine:
            shapes = [(6, 5), (5, 3), (6, 2), (2, 3), (1, 3), (3, 3), (6, 3)]
            build = { tape, ids in
                let variables = ids.map { tape.parameter($0) }
                return Self.curved(
                    tape.affine(
                        [(variables[0], variables[1]), (variables[2], variables[3])], bias: variables[4],
                        repeated: variables[5], repeats: 2, addend: variables[6], activation: .leakyReLU), on: tape)
            }
        case .repeatedProduct:
            shapes = [(6, 4), (2, 4)]
            build = { tape, ids in
                Self.curved(
                    tape.repeatedProduct(tape.parameter(ids[0]), by: tape.parameter(ids[1]), repeats: 3), on: tape)
            }
        case .generatedProduct:
            shapes = [(6, 4), (3, 2), (2, 20), (4, 5)]
            build = { tape, ids in
                Self.curved(
                    tape.generatedProduct(
                        tape.parameter(ids[0]), knowledge: tape.parameter(ids[1]), generator: tape.parameter(ids[2]),
                        base: tape.parameter(ids[3]), repeats: 2), on: tape)
            }
        case .differenceLookup:
            shapes = [(1, 3), (4, 3)]
            build = { tape, ids in
                Self.curved(
                    tape.differenceLookup(
                        unknown: tape.parameter(ids[0]), difference: tape.parameter(ids[1]),
                        codes: Self.categories, stride: 2, rows: 3), on: tape)
            }
        case .columns:
            shapes = [(3, 2), (3, 4)]
            build = { tape, ids in Self.curved(tape.columns(ids.map { tape.parameter($0) }), on: tape) }
        case .foldedTable:
            shapes = [(2 * 3, 2), (4, 3), (7, 5)]
            build = { tape, ids in
                let folded = tape.foldedTable(
                    embedding: tape.parameter(ids[0]), position: tape.parameter(ids[1]),
                    weight: tape.parameter(ids[2]), binCount: 3)
                let spread = tape.foldedTable(
                    embedding: tape.parameter(ids[0]), position: tape.parameter(ids[1]), weight: nil, binCount: 3)
                return tape.total([Self.curved(folded, on: tape), Self.curved(spread, on: tape)])
            }
        case .attentionWeights:
            // 10 days and a head width of 9 so that both whole SIMD registers and remainders are used.
            shapes = [(2 * 3 + 10, 18), (2 * 3 + 10, 18)]
            build = { tape, ids in
                let pooled = [SequencePooling.meanLast, .flatten].map { pooling in
                    Self.curved(
                        tape.attentionWeights(
                            query: tape.parameter(ids[0]), key: tape.parameter(ids[1]), codes: Self.sequence, heads: 2,
                            pooling: pooling), on: tape)
                }
                return tape.total(pooled)
            }
        case .headwiseProduct:
            shapes = [(4, 6), (3, 4)]
            build = { tape, ids in
                Self.curved(
                    tape.headwiseProduct(weights: tape.parameter(ids[0]), table: tape.parameter(ids[1]), heads: 2),
                    on: tape)
            }
        case .mask:
            shapes = [(3, 5)]
            build = { tape, ids in
                var generator = SeededGenerator(seed: 5)
                return Self.curved(
                    tape.dropout(tape.parameter(ids[0]), rate: 0.4, generator: &generator), on: tape)
            }
        case .softmax:
            shapes = [(3, 11)]
            build = { tape, ids in Self.curved(tape.softmax(tape.parameter(ids[0])), on: tape) }
        case .weightedSum:
            shapes = [(2, 3), (6, 4)]
            build = { tape, ids in
                Self.curved(tape.weightedSum(weights: tape.parameter(ids[0]), of: tape.parameter(ids[1])), on: tape)
            }
        case .combination:
            shapes = [(3, 5), (3, 5), (1, 2)]
            build = { tape, ids in
                Self.curved(
                    tape.combination(
                        of: ids[..<2].map { tape.parameter($0) }, weights: tape.parameter(ids[2])), on: tape)
            }
        case .layerNormalisation:
            shapes = [(3, 11), (1, 11), (1, 11)]
            build = { tape, ids in
                Self.curved(
                    tape.layerNormalisation(
                        tape.parameter(ids[0]), gain: tape.parameter(ids[1]), bias: tape.parameter(ids[2])), on: tape)
            }
        case .groupAttention:
            // Two groups of two queries and three keys; then one query that both groups share.
            shapes = [(4, 6), (6, 6), (6, 4), (1, 6)]
            build = { tape, ids in
                let attended = [(ids[0], false), (ids[3], true)].map { query, isShared in
                    Self.curved(
                        tape.groupAttention(
                            query: tape.parameter(query), key: tape.parameter(ids[1]), value: tape.parameter(ids[2]),
                            groups: 2, heads: 2, sharesQueries: isShared), on: tape)
                }
                return tape.total(attended)
            }
        case .poissonLoss:
            shapes = [(4, 1)]
            build = { tape, ids in tape.poissonLoss(tape.parameter(ids[0]), labels: Self.labels) }
        case .binaryCrossEntropy:
            shapes = [(4, 1)]
            build = { tape, ids in tape.binaryCrossEntropy(tape.parameter(ids[0]), labels: Self.labels) }
        case .hurdleLoss:
            shapes = [(4, 4)]
            build = { tape, ids in
                tape.hurdleLoss(tape.parameter(ids[0]), labels: Self.labels, positiveShare: 0.7)
            }
        }
        var layout = ParameterLayout()
        ids = shapes.enumerated().map { index, shape in
            layout.declare(
                "operand\(index)", rows: shape.0, columns: shape.1, kind: .staticMatrix,
                initializer: .normal(deviation: 0.7))
        }
        self.layout = layout
    }

    func scalar(on tape: Tape) -> Variable {
        build(tape, ids)
    }

    /// A curved function of a matrix: its softmax by rows, weighed differently at each place.
    ///
    /// The weights of five places add up to nothing, so that the sum stays small and rounding does not hide its differences.
    private static func curved(_ matrix: Variable, on tape: Tape) -> Variable {
        let flat = tape.reshaped(tape.softmax(matrix), rows: 1)
        let count = tape.columnCount(of: flat)
        let linear = tape.reshaped(matrix, rows: 1)
        let weights = tape.constant(rows: count, columns: 1) { target in
            for index in 0..<count { target[index] = [-1.9, -0.8, 0.3, 1, 1.4][index % 5] }
        }
        return tape.affine([(flat, weights), (linear, weights)])
    }

    private static var sequence: SequenceCodes {
        SequenceCodes(
            codes: immortal(
                [0, 1, 2, 2, 1, 0, 0, 0, 1, 1, 2, 0, 1, 2, 0, 2, 1, 1, 2, 2] + [2, 1, 0, 0, 0, 1, 1, 1, 2, 2]
                    + [1, 0, 0, 2, 2, 1, 0, 1, 1, 2]), rows: 2, days: 10, fields: 2, binCount: 3)
    }
    private static var categories: UnsafeBufferPointer<Int32> { immortal([0, 9, 4, 9, 1, 9]) }
    private static var labels: LossLabels {
        LossLabels(
            values: immortal([0, 9, 1.5, 9, 0.25, 9, 3, 9]), stride: 2, weights: immortal([1, 0.5, 2, 0.5]), factor: 0.3
        )
    }

    /// Test data that lives as long as the process, so that pointers to it may outlive a tape's pass.
    private static func immortal<Element>(_ values: [Element]) -> UnsafeBufferPointer<Element> {
        let buffer = UnsafeMutableBufferPointer<Element>.allocate(capacity: values.count)
        _ = buffer.initialize(from: values)
        return UnsafeBufferPointer(buffer)
    }
}

import Benchmark

@testable import NeuralNetwork
@testable import TensorCore

/// Every operation of the tape at the sizes of the default preset and half a batch, 128 rows: 10 performance fields and
/// 40 days, 4 experts, views and knowledge 64 wide, rank 16.
func tapeBenchmarks() {
    let rows = 128
    let days = 40
    let fields = 10
    let bins = 17
    let tableRows = fields * bins + days
    let width = 16 * (fields + 1)

    _ = TapeMeasurement("affine 128×1244×256 with LeakyReLU", [(rows, 1244), (1244, 256), (1, 256)]) { tape, operands in
        tape.affine([(operands[0], operands[1])], bias: operands[2], activation: .leakyReLU)
    }
    _ = TapeMeasurement(
        "folded table 210×176×32", [(fields * bins, 16), (days, 16), (width, 32)]
    ) { tape, operands in
        tape.foldedTable(embedding: operands[0], position: operands[1], weight: operands[2], binCount: bins)
    }
    // Never freed: benchmarks run after this function has returned.
    let codes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: rows * days * fields)
    var generator = SeededGenerator(seed: 3)
    for index in codes.indices { codes[index] = UInt8(generator.uniform(below: bins)) }
    let sequence = SequenceCodes(
        codes: UnsafeBufferPointer(codes), rows: rows, days: days, fields: fields, binCount: bins)
    _ = TapeMeasurement(
        "attention weights, 128 rows", [(tableRows, 32), (tableRows, 32)]
    ) { tape, operands in
        tape.attentionWeights(query: operands[0], key: operands[1], codes: sequence, heads: 2, pooling: .meanLast)
    }
    _ = TapeMeasurement("pooling weights, 128 rows", [(1, 1)]) { tape, _ in
        tape.poolingWeights(codes: sequence, pooling: .meanLast)
    }
    _ = TapeMeasurement(
        "headwise product 256×210×88", [(2 * rows, 2 * tableRows), (tableRows, width)]
    ) { tape, operands in
        tape.headwiseProduct(weights: operands[0], table: operands[1], heads: 2)
    }
    _ = TapeMeasurement(
        "generated product, full, 32 rows of 64×64", [(32 * 4, 64), (32, 64), (64, 64 * 64), (64, 64)]
    ) { tape, operands in
        tape.generatedProduct(
            operands[0], knowledge: operands[1], generator: operands[2], base: operands[3], repeats: 4)
    }
    _ = TapeMeasurement("repeated product 512×16", [(4 * rows, 16), (rows, 16)]) { tape, operands in
        tape.repeatedProduct(operands[0], by: operands[1], repeats: 4)
    }
    _ = TapeMeasurement("columns 128×(344 + 496)", [(rows, 344), (rows, 496)]) { tape, operands in
        tape.columns(operands)
    }
    let categories = UnsafeMutableBufferPointer<Int32>.allocate(capacity: rows)
    for index in categories.indices { categories[index] = Int32(generator.uniform(below: 9)) }
    _ = TapeMeasurement("difference lookup 128×8", [(1, 8), (8, 8)]) { tape, operands in
        tape.differenceLookup(
            unknown: operands[0], difference: operands[1], codes: UnsafeBufferPointer(categories), stride: 1,
            rows: rows)
    }
    _ = TapeMeasurement("dropout 128×640", [(rows, 640)]) { tape, operands in
        var masks = SeededGenerator(seed: 4)
        return tape.dropout(operands[0], rate: 0.3, generator: &masks)
    }
    _ = TapeMeasurement("softmax 128×4", [(rows, 4)]) { tape, operands in tape.softmax(operands[0]) }
    _ = TapeMeasurement("weighted sum 128×4×64", [(rows, 4), (rows * 4, 64)]) { tape, operands in
        tape.weightedSum(weights: operands[0], of: operands[1])
    }
    let labels = normalBuffer(count: rows, seed: 5)
    let weights = AlignedBuffer(count: rows)
    for index in 0..<rows { weights.base[index] = 1 }
    let targets = LossLabels(
        values: UnsafeBufferPointer(labels.elements), stride: 1, weights: UnsafeBufferPointer(weights.elements),
        factor: 1 / Float(rows))
    _ = TapeMeasurement("Poisson loss, 128 rows", [(rows, 1)]) { tape, operands in
        withExtendedLifetime((labels, weights)) { tape.poissonLoss(operands[0], labels: targets) }
    }
    _ = TapeMeasurement("binary cross-entropy, 128 rows", [(rows, 1)]) { tape, operands in
        withExtendedLifetime((labels, weights)) { tape.binaryCrossEntropy(operands[0], labels: targets) }
    }
}

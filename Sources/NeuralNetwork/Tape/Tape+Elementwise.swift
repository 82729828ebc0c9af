import TensorCore

extension Tape {
    /// Rows of `input` [B·repeats, R] times, elementwise, the row of `factors` [B, R] that they share.
    package func repeatedProduct(_ input: Variable, by factors: Variable, repeats: Int) -> Variable {
        let source = self[input]
        let multiplier = self[factors]
        let columns = source.columns
        precondition(
            multiplier.columns == columns && multiplier.rows * repeats == source.rows, "factors do not fit the rows")
        let result = record(
            .repeatedProduct(input: input, factors: factors, repeats: repeats), rows: source.rows, columns: columns)
        let output = self[result].value
        for row in 0..<source.rows {
            let left = source.value + row * columns
            let right = multiplier.value + row / repeats * columns
            let target = output + row * columns
            for column in 0..<columns {
                target[column] = left[column] * right[column]
            }
        }
        return result
    }

    func repeatedProductBackward(
        _ node: Node, _ gradient: UnsafeMutablePointer<Float>, _ input: Variable, _ factors: Variable, _ repeats: Int
    ) {
        let source = self[input]
        let multiplier = self[factors]
        let columns = node.columns
        for row in 0..<node.rows {
            let offset = row * columns
            let shared = row / repeats * columns
            if let target = source.gradient {
                VectorMath.addProduct(gradient + offset, multiplier.value + shared, to: target + offset, count: columns)
            }
            if let target = multiplier.gradient {
                VectorMath.addProduct(gradient + offset, source.value + offset, to: target + shared, count: columns)
            }
        }
    }

    /// Dropout: each value is set to zero with probability `rate`, the others grow by 1 / (1 − rate).
    package func dropout(_ input: Variable, rate: Float, generator: inout SeededGenerator) -> Variable {
        let count = self[input].count
        let factors = scratch(count)
        let kept = 1 / (1 - rate)
        // 16 random bits decide one element; the rate is met to within 2⁻¹⁷.
        let threshold = UInt64((rate * 65_536).rounded())
        var index = 0
        while index < count {
            var bits = generator.next()
            for _ in 0..<min(4, count - index) {
                factors[index] = bits & 0xFFFF < threshold ? 0 : kept
                bits >>= 16
                index += 1
            }
        }
        return mask(input, factors: factors)
    }

    /// The elementwise product of `input` with constants that outlive the pass.
    func mask(_ input: Variable, factors: UnsafePointer<Float>) -> Variable {
        let source = self[input]
        let result = record(.mask(input: input, factors: factors), rows: source.rows, columns: source.columns)
        let output = self[result].value
        for index in 0..<source.count {
            output[index] = source.value[index] * factors[index]
        }
        return result
    }

    func maskBackward(
        _ node: Node, _ gradient: UnsafeMutablePointer<Float>, _ input: Variable, _ factors: UnsafePointer<Float>
    ) {
        guard let target = self[input].gradient else { return }
        VectorMath.addProduct(gradient, factors, to: target, count: node.count)
    }

    /// The softmax of each row.
    package func softmax(_ input: Variable) -> Variable {
        let source = self[input]
        let result = record(.softmax(input: input), rows: source.rows, columns: source.columns)
        let output = self[result].value
        output.update(from: source.value, count: source.count)
        VectorMath.softmaxRows(output, rows: source.rows, columns: source.columns)
        return result
    }

    /// dx = y ∘ (dy − Σⱼ dyⱼ·yⱼ).
    func softmaxBackward(_ node: Node, _ gradient: UnsafeMutablePointer<Float>, _ input: Variable) {
        guard let target = self[input].gradient else { return }
        for row in 0..<node.rows {
            let offset = row * node.columns
            let inner = VectorMath.dot(gradient + offset, node.value + offset, count: node.columns)
            for index in offset..<offset + node.columns {
                target[index] += node.value[index] * (gradient[index] - inner)
            }
        }
    }

    /// Row b of the result is Σᵢ weights[b, i] · values[b·K + i].
    ///
    /// - Parameters:
    ///   - weights: [B, K].
    ///   - values: [B·K, W].
    /// - Returns: [B, W].
    package func weightedSum(weights: Variable, of values: Variable) -> Variable {
        let factors = self[weights]
        let source = self[values]
        precondition(source.rows == factors.count, "a weight for each row is needed")
        let columns = source.columns
        let result = record(
            .weightedSum(weights: weights, values: values), rows: factors.rows, columns: columns)
        let output = self[result].value
        output.update(repeating: 0, count: factors.rows * columns)
        for row in 0..<source.rows {
            VectorMath.add(
                source.value + row * columns, times: factors.value[row],
                to: output + row / factors.columns * columns, count: columns)
        }
        return result
    }

    func weightedSumBackward(
        _ node: Node, _ gradient: UnsafeMutablePointer<Float>, _ weights: Node, _ values: Node
    ) {
        let columns = node.columns
        for row in 0..<values.rows {
            let outer = gradient + row / weights.columns * columns
            if let target = weights.gradient {
                target[row] += VectorMath.dot(outer, values.value + row * columns, count: columns)
            }
            if let target = values.gradient {
                VectorMath.add(outer, times: weights.value[row], to: target + row * columns, count: columns)
            }
        }
    }
}

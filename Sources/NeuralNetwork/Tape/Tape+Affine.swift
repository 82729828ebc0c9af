import TensorCore

extension Tape {
    /// σ(Σᵢ xᵢ·Wᵢ + bias + repeated + addend), the one operation behind every fully connected layer.
    ///
    /// - Parameters:
    ///   - products: pairs of x [B, inᵢ] and W [inᵢ, out].
    ///   - bias: [1, out], added to every row.
    ///   - repeated: [B / repeats, out], each row added to `repeats` rows.
    ///   - addend: [B, out].
    /// - Returns: [B, out].
    package func affine(
        _ products: [(input: Variable, weight: Variable)], bias: Variable? = nil, repeated: Variable? = nil,
        repeats: Int = 1, addend: Variable? = nil, activation: Activation = .identity
    ) -> Variable {
        precondition(!products.isEmpty || addend != nil, "an affine operation needs a product or an addend")
        let rows = products.first.map { self[$0.input].rows } ?? addend.map { self[$0].rows } ?? 0
        let columns = products.first.map { self[$0.weight].columns } ?? addend.map { self[$0].columns } ?? 0
        for (input, weight) in products {
            precondition(
                self[input].rows == rows && self[weight].columns == columns
                    && self[input].columns == self[weight].rows,
                "shapes of a product do not fit: \(self[input].rows)×\(self[input].columns) by "
                    + "\(self[weight].rows)×\(self[weight].columns)")
        }
        let start = operands.count
        for (input, weight) in products {
            operands.append(input)
            operands.append(weight)
        }
        let result = record(
            .affine(
                products: start..<operands.count,
                addends: AffineAddends(bias: bias, repeated: repeated, repeats: repeats, addend: addend),
                activation: activation),
            rows: rows, columns: columns)
        let output = self[result].value
        var hasContent = false
        if let repeated {
            let source = self[repeated]
            precondition(source.columns == columns && source.rows * repeats == rows, "repeated rows do not fit")
            for row in 0..<rows {
                (output + row * columns).update(from: source.value + row / repeats * columns, count: columns)
            }
            hasContent = true
        }
        if let bias {
            let source = self[bias]
            precondition(source.columns == columns && source.rows == 1, "a bias is one row of \(columns)")
            for row in 0..<rows {
                if hasContent {
                    VectorMath.add(source.value, to: output + row * columns, count: columns)
                } else {
                    (output + row * columns).update(from: source.value, count: columns)
                }
            }
            hasContent = true
        }
        if let addend {
            let source = self[addend]
            precondition(source.columns == columns && source.rows == rows, "an addend has the shape of the result")
            if hasContent {
                VectorMath.add(source.value, to: output, count: rows * columns)
            } else {
                output.update(from: source.value, count: rows * columns)
            }
            hasContent = true
        }
        for (input, weight) in products {
            let left = self[input]
            let right = self[weight]
            offerProcessor()
            MatrixProduct.multiply(
                left.value, stride: left.columns, by: right.value, stride: columns, into: output, stride: columns,
                rows: rows, inner: left.columns, columns: columns, accumulates: hasContent)
            hasContent = true
        }
        if activation == .leakyReLU {
            VectorMath.leakyReLU(output, slope: Activation.slope, count: rows * columns)
        }
        return result
    }

    func affineBackward(
        _ node: Node, _ gradient: UnsafeMutablePointer<Float>, _ products: Range<Int>, _ addends: AffineAddends,
        _ activation: Activation
    ) {
        let rows = node.rows
        let columns = node.columns
        if activation == .leakyReLU {
            VectorMath.leakyReLUBackward(gradient, output: node.value, slope: Activation.slope, count: node.count)
        }
        if let target = addends.bias.flatMap({ self[$0].gradient }) {
            for row in 0..<rows {
                VectorMath.add(gradient + row * columns, to: target, count: columns)
            }
        }
        if let target = addends.repeated.flatMap({ self[$0].gradient }) {
            for row in 0..<rows {
                VectorMath.add(
                    gradient + row * columns, to: target + row / addends.repeats * columns, count: columns)
            }
        }
        if let target = addends.addend.flatMap({ self[$0].gradient }) {
            VectorMath.add(gradient, to: target, count: node.count)
        }
        for position in stride(from: products.lowerBound, to: products.upperBound, by: 2) {
            let input = self[operands[position]]
            let weight = self[operands[position + 1]]
            if let target = input.gradient {
                offerProcessor()
                MatrixProduct.multiply(
                    gradient, stride: columns, by: weight.value, stride: columns, rightTransposed: true, into: target,
                    stride: input.columns, rows: rows, inner: columns, columns: input.columns, accumulates: true)
            }
            if let target = weight.gradient {
                offerProcessor()
                MatrixProduct.multiply(
                    input.value, stride: input.columns, leftTransposed: true, by: gradient, stride: columns,
                    into: target, stride: columns, rows: input.columns, inner: rows, columns: columns,
                    accumulates: true)
            }
        }
    }
}

extension Tape {
    /// `rows` copies of a matrix of one row.
    package func repeated(_ row: Variable, rows: Int) -> Variable {
        precondition(self[row].rows == 1, "one row is repeated, not \(self[row].rows)")
        let zeros = constant(rows: rows, columns: self[row].columns) { _ in }
        return affine([], bias: row, addend: zeros)
    }
}

import TensorCore

extension Tape {
    /// Floats of generated matrices held at a time: half a megabyte, which stays in a core's cache.
    private static let tileCapacity = 1 << 17

    /// Equation 11 in its full form: x·W(S̃) with W(S̃) = reshape(S̃·V) + v.
    ///
    /// The matrices of a few rows are generated at a time, used at once and generated again on the way back, so that a
    /// batch of them never exists.
    ///
    /// - Parameters:
    ///   - input: x, [B·repeats, in].
    ///   - knowledge: S̃, [B, S].
    ///   - generator: V, [S, in·out], entry (i, j) of W in column i·out + j.
    ///   - base: v, [in, out].
    ///   - repeats: rows of the input that share a row of knowledge, one after the other.
    /// - Returns: [B·repeats, out].
    package func generatedProduct(
        _ input: Variable, knowledge: Variable, generator: Variable, base: Variable, repeats: Int
    ) -> Variable {
        let source = self[input]
        let matrix = self[base]
        let columns = matrix.columns
        precondition(
            source.columns == matrix.rows && self[generator].columns == matrix.count
                && self[knowledge].rows * repeats == source.rows && self[knowledge].columns == self[generator].rows,
            "shapes of a generated product do not fit")
        let result = record(
            .generatedProduct(
                input: input, knowledge: knowledge, generator: generator, base: base, repeats: repeats),
            rows: source.rows, columns: columns)
        let output = self[result].value
        forEachTile(knowledge: self[knowledge], generator: self[generator], base: matrix) { row, generated in
            MatrixProduct.multiply(
                source.value + row * repeats * source.columns, stride: source.columns, by: generated, stride: columns,
                into: output + row * repeats * columns, stride: columns, rows: repeats, inner: source.columns,
                columns: columns, accumulates: false)
        } afterTile: { _, _, _ in
        }
        return result
    }

    func generatedProductBackward(
        _ node: Node, _ gradient: UnsafeMutablePointer<Float>, input: Node, knowledge: Node, generator: Node,
        base: Node, repeats: Int
    ) {
        let columns = node.columns
        let size = base.count
        forEachTile(knowledge: knowledge, generator: generator, base: base) { row, generated in
            let outer = gradient + row * repeats * columns
            let rows = input.value + row * repeats * input.columns
            if let target = input.gradient {
                MatrixProduct.multiply(
                    outer, stride: columns, by: generated, stride: columns, rightTransposed: true,
                    into: target + row * repeats * input.columns, stride: input.columns, rows: repeats,
                    inner: columns, columns: input.columns, accumulates: true)
            }
            // The matrix has done its work; its memory takes its gradient.
            MatrixProduct.multiply(
                rows, stride: input.columns, leftTransposed: true, by: outer, stride: columns, into: generated,
                stride: columns, rows: input.columns, inner: repeats, columns: columns, accumulates: false)
            if let target = base.gradient {
                VectorMath.add(generated, to: target, count: size)
            }
        } afterTile: { firstRow, rows, matrices in
            if let target = generator.gradient {
                MatrixProduct.multiply(
                    knowledge.value + firstRow * knowledge.columns, stride: knowledge.columns, leftTransposed: true,
                    by: matrices, stride: size, into: target, stride: size, rows: knowledge.columns, inner: rows,
                    columns: size, accumulates: true)
            }
            if let target = knowledge.gradient {
                MatrixProduct.multiply(
                    matrices, stride: size, by: generator.value, stride: size, rightTransposed: true,
                    into: target + firstRow * knowledge.columns, stride: knowledge.columns, rows: rows, inner: size,
                    columns: knowledge.columns, accumulates: true)
            }
        }
    }

    /// Generates the matrices of a few rows of knowledge at a time and hands each to `body`, then the tile to
    /// `afterTile` with its first row, its number of rows and its matrices.
    private func forEachTile(
        knowledge: Node, generator: Node, base: Node, body: (Int, UnsafeMutablePointer<Float>) -> Void,
        afterTile: (Int, Int, UnsafeMutablePointer<Float>) -> Void
    ) {
        let size = base.count
        let tileRows = max(1, min(knowledge.rows, Tape.tileCapacity / size))
        let tile = scratch(tileRows * size)
        var firstRow = 0
        while firstRow < knowledge.rows {
            let rows = min(tileRows, knowledge.rows - firstRow)
            for row in 0..<rows {
                (tile + row * size).update(from: base.value, count: size)
            }
            MatrixProduct.multiply(
                knowledge.value + firstRow * knowledge.columns, stride: knowledge.columns, by: generator.value,
                stride: size, into: tile, stride: size, rows: rows, inner: knowledge.columns, columns: size,
                accumulates: true)
            for row in 0..<rows {
                body(firstRow + row, tile + row * size)
            }
            afterTile(firstRow, rows, tile)
            firstRow += rows
        }
    }
}

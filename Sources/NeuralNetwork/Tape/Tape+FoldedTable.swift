import TensorCore

extension Tape {
    /// The rows that every day of a sequence is a sum of, after a projection.
    ///
    /// A day's embedding is its fields' embeddings and its position's side by side, so its projection is the sum, over
    /// fields, of an embedding times that field's block of rows of the projection. Those products are taken here once
    /// for each row of the tables.
    ///
    /// - Parameters:
    ///   - embedding: [F·bins, e], field by field.
    ///   - position: [T, p].
    ///   - weight: [F·e + p, out]; `nil` is the identity, which spreads the blocks over columns of their own.
    /// - Returns: [F·bins + T, out].
    package func foldedTable(embedding: Variable, position: Variable, weight: Variable?, binCount: Int) -> Variable {
        guard parametersAreFinal, ([embedding, position] + (weight.map { [$0] } ?? [])).allSatisfy(isParameter) else {
            return newFoldedTable(embedding: embedding, position: position, weight: weight, binCount: binCount)
        }
        let key = FoldedTableKey(embedding: self[embedding].value, weight: weight.map { self[$0].value })
        if let known = foldedTables[key] { return append(known.node) }
        let table = newFoldedTable(embedding: embedding, position: position, weight: weight, binCount: binCount)
        foldedTables[key] = KeptMatrix(copyOf: self[table])
        return table
    }

    private func newFoldedTable(
        embedding: Variable, position: Variable, weight: Variable?, binCount: Int
    ) -> Variable {
        let fields = self[embedding].rows / binCount
        let days = self[position].rows
        let inputWidth = fields * self[embedding].columns + self[position].columns
        if let weight { precondition(self[weight].rows == inputWidth, "a projection of \(inputWidth) rows is needed") }
        let columns = weight.map { self[$0].columns } ?? inputWidth
        let result = record(
            .foldedTable(embedding: embedding, position: position, weight: weight, binCount: binCount),
            rows: fields * binCount + days, columns: columns)
        let output = self[result].value
        if weight == nil { output.update(repeating: 0, count: self[result].count) }
        forEachBlock(self[embedding], self[position], binCount) { source, sourceOffset, rows, tableRow, weightRow in
            let width = source.columns
            if let weight {
                MatrixProduct.multiply(
                    source.value + sourceOffset, stride: width, by: self[weight].value + weightRow * columns,
                    stride: columns, into: output + tableRow * columns, stride: columns, rows: rows, inner: width,
                    columns: columns, accumulates: false)
            } else {
                for row in 0..<rows {
                    (output + (tableRow + row) * columns + weightRow).update(
                        from: source.value + sourceOffset + row * width, count: width)
                }
            }
        }
        return result
    }

    func foldedTableBackward(
        _ gradient: UnsafeMutablePointer<Float>, _ embedding: Node, _ position: Node, _ weight: Node?, _ binCount: Int,
        _ node: Node
    ) {
        let columns = node.columns
        forEachBlock(embedding, position, binCount) { source, sourceOffset, rows, tableRow, weightRow in
            let width = source.columns
            let block = gradient + tableRow * columns
            guard let weight else {
                guard let target = source.gradient else { return }
                for row in 0..<rows {
                    VectorMath.add(
                        block + row * columns + weightRow, to: target + sourceOffset + row * width, count: width)
                }
                return
            }
            if let target = source.gradient {
                MatrixProduct.multiply(
                    block, stride: columns, by: weight.value + weightRow * columns, stride: columns,
                    rightTransposed: true,
                    into: target + sourceOffset, stride: width, rows: rows, inner: columns, columns: width,
                    accumulates: true)
            }
            if let target = weight.gradient {
                MatrixProduct.multiply(
                    source.value + sourceOffset, stride: width, leftTransposed: true, by: block, stride: columns,
                    into: target + weightRow * columns, stride: columns, rows: width, inner: rows, columns: columns,
                    accumulates: true)
            }
        }
    }

    /// Calls `body` for each field's block and the positions' block with the source, the offset of the block's first
    /// value in it, the block's rows, its first row in the table, and its first row in the projection.
    private func forEachBlock(
        _ embedding: Node, _ position: Node, _ binCount: Int,
        _ body: (_ source: Node, _ sourceOffset: Int, _ rows: Int, _ tableRow: Int, _ weightRow: Int) -> Void
    ) {
        let fields = embedding.rows / binCount
        for field in 0..<fields {
            body(
                embedding, field * binCount * embedding.columns, binCount, field * binCount, field * embedding.columns)
        }
        body(position, 0, position.rows, fields * binCount, fields * embedding.columns)
    }
}

import TensorCore

/// Attention of which only the average over the days and the last day are wanted, in the memory of one window.
extension SequenceKernels {
    /// Days rounded up to whole lanes.
    @inline(__always)
    static func columns(days: Int) -> Int { (days + 7) & ~7 }

    /// The transpose of matrix rows: [days, width] becomes [width, `columns(days:)`]; the columns beyond the days are zeros.
    @inline(__always)
    static func transpose(
        _ rows: UnsafePointer<Float>, days: Int, width: Int, into target: UnsafeMutablePointer<Float>
    ) {
        let columns = columns(days: days)
        for element in 0..<width {
            let row = target + element * columns
            for day in 0..<days { row[day] = rows[day * width + element] }
            for day in days..<columns { row[day] = 0 }
        }
    }

    /// softmax(QKᵀ/√width) of one head, averaged over its rows, and its last row.
    ///
    /// - Parameters:
    ///   - queries: [T, width], `stride` floats from day to day.
    ///   - keys: as ``transpose(_:days:width:into:)`` has them, [width, columns].
    ///   - scores: a row of scratch, [columns]; so are the results.
    @inline(__always)
    static func attendPooled(
        queries: UnsafePointer<Float>, stride: Int, keys: UnsafePointer<Float>, days: Int, width: Int,
        scores: UnsafeMutablePointer<Float>, mean: UnsafeMutablePointer<Float>, last: UnsafeMutablePointer<Float>
    ) {
        let columns = columns(days: days)
        let scale = 1 / Float(width).squareRoot()
        mean.update(repeating: 0, count: columns)
        for day in 0..<days {
            multiply(queries + day * stride, by: keys, width: width, columns: columns, into: scores)
            // Columns beyond the days have no share.
            for column in days..<columns { scores[column] = -.greatestFiniteMagnitude }
            VectorMath.addSoftmax(of: scores, times: scale, to: mean, count: columns)
        }
        last.update(from: scores, count: columns)
        VectorMath.scale(mean, by: 1 / Float(days), count: columns)
    }

    /// One row times a matrix of whole lanes.
    @inline(__always)
    private static func multiply(
        _ row: UnsafePointer<Float>, by matrix: UnsafePointer<Float>, width: Int, columns: Int,
        into output: UnsafeMutablePointer<Float>
    ) {
        var column = 0
        while column + 32 <= columns {
            var first = Lanes.zero
            var second = Lanes.zero
            var third = Lanes.zero
            var fourth = Lanes.zero
            for element in 0..<width {
                let factor = Lanes(repeating: row[element])
                let source = matrix + (element * columns + column)
                first = first.addingProduct(source.lanes(at: 0), factor)
                second = second.addingProduct(source.lanes(at: 8), factor)
                third = third.addingProduct(source.lanes(at: 16), factor)
                fourth = fourth.addingProduct(source.lanes(at: 24), factor)
            }
            output.store(first, at: column)
            output.store(second, at: column + 8)
            output.store(third, at: column + 16)
            output.store(fourth, at: column + 24)
            column += 32
        }
        while column < columns {
            var sum = Lanes.zero
            for element in 0..<width {
                sum = sum.addingProduct(matrix.lanes(at: element * columns + column), Lanes(repeating: row[element]))
            }
            output.store(sum, at: column)
            column += 8
        }
    }
}

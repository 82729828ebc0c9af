import TensorCore

/// Attention of which only the average over the days and the last day are wanted, in the memory of one window.
///
/// Eight queries go side by side, each in a lane of its own, so that nothing is added up or compared across lanes before the
/// end.
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
    ///   - queries: as ``transpose(_:days:width:into:)`` has them, [width, columns].
    ///   - keys: [T, width], `stride` floats from day to day.
    ///   - scores: scratch, [T, 8]; so are the sums.
    ///   - mean: [T]; so is the last row.
    @inline(__always)
    static func attendPooled(
        queries: UnsafePointer<Float>, keys: UnsafePointer<Float>, stride: Int, days: Int, width: Int,
        scores: UnsafeMutablePointer<Float>, sums: UnsafeMutablePointer<Float>,
        mean: UnsafeMutablePointer<Float>, last: UnsafeMutablePointer<Float>
    ) {
        let columns = columns(days: days)
        let scale = 1 / Float(width).squareRoot()
        sums.update(repeating: 0, count: 8 * days)
        var column = 0
        while column < columns {
            multiply(
                keys, stride: stride, days: days, width: width, by: queries + column, columns: columns, into: scores)
            VectorMath.addColumnSoftmax(of: scores, times: scale, to: sums, rows: days, columns: days - column)
            column += 8
        }
        let lane = (days - 1) & 7
        let share = 1 / Float(days)
        for day in 0..<days {
            last[day] = scores[8 * day + lane]
            mean[day] = sums.lanes(at: 8 * day).sum() * share
        }
    }

    /// The products of eight queries with each key, [T, 8].
    ///
    /// - Parameter queries: eight columns, `columns` floats from element to element.
    @inline(__always)
    private static func multiply(
        _ keys: UnsafePointer<Float>, stride: Int, days: Int, width: Int, by queries: UnsafePointer<Float>,
        columns: Int, into output: UnsafeMutablePointer<Float>
    ) {
        var day = 0
        while day + 4 <= days {
            let firstKey = keys + day * stride
            let secondKey = firstKey + stride
            let thirdKey = secondKey + stride
            let fourthKey = thirdKey + stride
            var first = Lanes.zero
            var second = Lanes.zero
            var third = Lanes.zero
            var fourth = Lanes.zero
            var source = queries
            for element in 0..<width {
                let query = source.lanes(at: 0)
                first = first.addingProduct(query, Lanes(repeating: firstKey[element]))
                second = second.addingProduct(query, Lanes(repeating: secondKey[element]))
                third = third.addingProduct(query, Lanes(repeating: thirdKey[element]))
                fourth = fourth.addingProduct(query, Lanes(repeating: fourthKey[element]))
                source += columns
            }
            output.store(first, at: 8 * day)
            output.store(second, at: 8 * day + 8)
            output.store(third, at: 8 * day + 16)
            output.store(fourth, at: 8 * day + 24)
            day += 4
        }
        while day < days {
            let key = keys + day * stride
            var sum = Lanes.zero
            var source = queries
            for element in 0..<width {
                sum = sum.addingProduct(source.lanes(at: 0), Lanes(repeating: key[element]))
                source += columns
            }
            output.store(sum, at: 8 * day)
            day += 1
        }
    }
}

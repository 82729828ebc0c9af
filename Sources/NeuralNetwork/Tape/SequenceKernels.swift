import TensorCore

/// The inner loops of attention over one window.
enum SequenceKernels {
    /// out = Σᵢ table[rowsᵢ], `count` rows of `width` floats.
    @inline(__always)
    static func sumRows(
        _ rows: UnsafePointer<Int32>, count: Int, of table: UnsafePointer<Float>, width: Int,
        into output: UnsafeMutablePointer<Float>
    ) {
        var column = 0
        while column + 32 <= width {
            var first = Lanes.zero
            var second = Lanes.zero
            var third = Lanes.zero
            var fourth = Lanes.zero
            for index in 0..<count {
                let source = table + (Int(rows[index]) * width + column)
                first += source.lanes(at: 0)
                second += source.lanes(at: 8)
                third += source.lanes(at: 16)
                fourth += source.lanes(at: 24)
            }
            output.store(first, at: column)
            output.store(second, at: column + 8)
            output.store(third, at: column + 16)
            output.store(fourth, at: column + 24)
            column += 32
        }
        while column + 8 <= width {
            var sum = Lanes.zero
            for index in 0..<count {
                sum += table.lanes(at: Int(rows[index]) * width + column)
            }
            output.store(sum, at: column)
            column += 8
        }
        while column < width {
            var sum: Float = 0
            for index in 0..<count {
                sum += table[Int(rows[index]) * width + column]
            }
            output[column] = sum
            column += 1
        }
    }

    /// softmax(QKᵀ/√width) of one head.
    ///
    /// - Parameters:
    ///   - queries: [T, width], `stride` floats from day to day; so are the keys.
    ///   - probabilities: [T, T], a row a query.
    @inline(__always)
    static func attend(
        queries: UnsafePointer<Float>, keys: UnsafePointer<Float>, stride: Int, days: Int, width: Int,
        into probabilities: UnsafeMutablePointer<Float>
    ) {
        MatrixProduct.multiply(
            queries, stride: stride, by: keys, stride: stride, rightTransposed: true, into: probabilities, stride: days,
            rows: days, inner: width, columns: days, accumulates: false, scale: 1 / Float(width).squareRoot())
        VectorMath.softmaxRows(probabilities, rows: days, columns: days)
    }

    /// The mean of the rows of a [T, T] matrix.
    @inline(__always)
    static func meanRow(of matrix: UnsafePointer<Float>, days: Int, into mean: UnsafeMutablePointer<Float>) {
        mean.update(from: matrix, count: days)
        for day in 1..<max(days, 1) {
            VectorMath.add(matrix + day * days, to: mean, count: days)
        }
        VectorMath.scale(mean, by: 1 / Float(days), count: days)
    }

    /// Adds each day's weight to the table rows that the day uses.
    @inline(__always)
    static func scatter(
        _ weights: UnsafePointer<Float>, to table: UnsafeMutablePointer<Float>, _ rows: UnsafePointer<Int32>,
        days: Int, perDay: Int
    ) {
        for day in 0..<days {
            let weight = weights[day]
            for position in day * perDay..<(day + 1) * perDay {
                table[Int(rows[position])] += weight
            }
        }
    }

    /// As the other, two weights a day, each into a table of its own.
    @inline(__always)
    static func scatter(
        _ weights: (UnsafePointer<Float>, UnsafePointer<Float>),
        to tables: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>), _ rows: UnsafePointer<Int32>,
        days: Int, perDay: Int
    ) {
        var used = rows
        for day in 0..<days {
            let first = weights.0[day]
            let second = weights.1[day]
            for position in 0..<perDay {
                let row = Int(used[position])
                tables.0[row] += first
                tables.1[row] += second
            }
            used += perDay
        }
    }

    /// For each day the sum over the table rows that it uses: the gradient of ``scatter``.
    @inline(__always)
    static func gather(
        _ table: UnsafePointer<Float>, _ rows: UnsafePointer<Int32>, days: Int, perDay: Int,
        into sums: UnsafeMutablePointer<Float>
    ) {
        for day in 0..<days {
            var sum: Float = 0
            for position in day * perDay..<(day + 1) * perDay {
                sum += table[Int(rows[position])]
            }
            sums[day] = sum
        }
    }

    /// The gradient of the scores under a softmax whose rows all have the same gradient.
    ///
    /// dS[q, k] = P[q, k] · (g[k] − Σⱼ P[q, j]·g[j]).
    @inline(__always)
    static func softmaxBackward(
        _ probabilities: UnsafePointer<Float>, sharedGradient: UnsafePointer<Float>, days: Int, rows: Int,
        into scores: UnsafeMutablePointer<Float>
    ) {
        let whole = days & ~7
        for row in 0..<rows {
            let source = probabilities + row * days
            let target = scores + row * days
            let inner = VectorMath.dot(source, sharedGradient, count: days)
            var day = 0
            while day < whole {
                target.store(source.lanes(at: day) * (sharedGradient.lanes(at: day) - inner), at: day)
                day += 8
            }
            while day < days {
                target[day] = source[day] * (sharedGradient[day] - inner)
                day += 1
            }
        }
    }
}

import COpenBLAS

/// The equations (Σᵢ wᵢ·xᵢ·xᵢᵀ + D)·β = r of a weighted least-squares fit with a penalty on each coefficient.
package struct NormalEquations {
    /// K, coefficients.
    package let size: Int
    /// [K, K], the upper triangle.
    private var matrix: [Float]
    private var scaled: [Float] = []

    /// Equations of no rows.
    package init(size: Int) {
        self.size = size
        matrix = [Float](repeating: 0, count: size * size)
    }

    /// Adds rows x, each times its weight.
    ///
    /// - Parameters:
    ///   - rows: [weights.count, K].
    ///   - weights: none below zero.
    package mutating func add(rows: UnsafeBufferPointer<Float>, weights: UnsafeBufferPointer<Float>) {
        precondition(rows.count == weights.count * size, "\(rows.count) values for \(weights.count) rows of \(size)")
        let size = size
        if scaled.count < rows.count { scaled = [Float](repeating: 0, count: rows.count) }
        scaled.withUnsafeMutableBufferPointer { scaled in
            for row in weights.indices {
                let root = weights[row].squareRoot()
                for column in row * size..<(row + 1) * size { scaled[column] = rows[column] * root }
            }
            matrix.withUnsafeMutableBufferPointer { matrix in
                cblas_ssyrk(
                    CblasRowMajor, CblasUpper, CblasTrans, blasint(size), blasint(weights.count), 1, scaled.baseAddress,
                    blasint(size), 1, matrix.baseAddress, blasint(size))
            }
        }
    }

    /// β, in double precision; `nil` where the equations have no single solution in numbers.
    ///
    /// - Parameters:
    ///   - right: r.
    ///   - penalties: D, one a coefficient.
    package func solution(right: [Double], penalties: [Double]) -> [Double]? {
        // The upper triangle row by row is the lower one column by column.
        var system = matrix.map(Double.init)
        for index in 0..<size { system[index * size + index] += penalties[index] }
        var solution = right
        var order = blasint(size)
        var columns: blasint = 1
        var info: blasint = 0
        dposv_("L", &order, &columns, &system, &order, &solution, &order, &info)
        return info == 0 && solution.allSatisfy(\.isFinite) ? solution : nil
    }
}

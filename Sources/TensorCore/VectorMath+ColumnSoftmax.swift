extension VectorMath {
    /// Makes each of eight columns x the softmax of factor·x, in place, and adds it to a sum of columns.
    ///
    /// Each column has a lane of its own, so that nothing goes across lanes.
    ///
    /// - Parameters:
    ///   - values: [rows, 8].
    ///   - factor: positive.
    ///   - sum: [rows, 8].
    ///   - columns: those from here on become zeros.
    package static func addColumnSoftmax(
        of values: UnsafeMutablePointer<Float>, times factor: Float, to sum: UnsafeMutablePointer<Float>, rows: Int,
        columns: Int
    ) {
        let end = 8 * rows
        var highest = Lanes(repeating: -.greatestFiniteMagnitude)
        for index in stride(from: 0, to: end, by: 8) {
            let next = values.lanes(at: index)
            highest = highest.replacing(with: next, where: next .> highest)
        }
        let factors = Lanes(repeating: factor)
        var total = Lanes.zero
        for index in stride(from: 0, to: end, by: 8) {
            let power = exponential((values.lanes(at: index) - highest) * factors)
            values.store(power, at: index)
            total += power
        }
        let lanes = SIMD8<Int32>(0, 1, 2, 3, 4, 5, 6, 7)
        let share = (1 / total).replacing(with: 0, where: lanes .>= Int32(truncatingIfNeeded: columns))
        for index in stride(from: 0, to: end, by: 8) {
            let probabilities = values.lanes(at: index) * share
            values.store(probabilities, at: index)
            sum.store(sum.lanes(at: index) + probabilities, at: index)
        }
    }
}

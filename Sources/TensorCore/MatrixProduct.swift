import COpenBLAS

/// Products of row-major matrices by OpenBLAS.
package enum MatrixProduct {
    /// Makes OpenBLAS work on the calling thread alone: Adcast's threads lie outside, over slices of a batch.
    package static func useCallingThreadOnly() {
        openblas_set_num_threads(1)
    }

    /// C = A·B, or C += A·B where `accumulates`, of row-major matrices in memory that does not overlap.
    ///
    /// - Parameters:
    ///   - a: A, `rows` × `inner`; with `transposesA` it is stored as `inner` × `rows`.
    ///   - aStride: elements from one stored row of A to the next.
    ///   - b: B, `inner` × `columns`; with `transposesB` it is stored as `columns` × `inner`.
    ///   - bStride: elements from one stored row of B to the next.
    ///   - c: C, `rows` × `columns`.
    ///   - cStride: elements from one row of C to the next.
    @inline(__always)
    package static func multiply(
        _ a: UnsafePointer<Float>, stride aStride: Int, leftTransposed transposesA: Bool = false,
        by b: UnsafePointer<Float>, stride bStride: Int, rightTransposed transposesB: Bool = false,
        into c: UnsafeMutablePointer<Float>, stride cStride: Int,
        rows: Int, inner: Int, columns: Int, accumulates: Bool, scale: Float = 1
    ) {
        guard rows > 0, columns > 0 else { return }
        cblas_sgemm(
            CblasRowMajor, transposesA ? CblasTrans : CblasNoTrans, transposesB ? CblasTrans : CblasNoTrans,
            blasint(rows), blasint(columns), blasint(inner), scale, a, blasint(aStride), b, blasint(bStride),
            accumulates ? 1 : 0, c, blasint(cStride))
    }
}

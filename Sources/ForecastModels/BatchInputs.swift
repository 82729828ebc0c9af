import Features

/// A view of the rows of a batch, valid inside ``withInputs(of:_:)`` only.
package struct BatchInputs {
    package let rows: Int
    /// [B, T, fields of the behaviour sequence].
    package let behaviourCodes: UnsafeBufferPointer<UInt8>
    /// [B, T, fields of the performance sequence].
    package let performanceCodes: UnsafeBufferPointer<UInt8>
    /// [B, Q].
    package let dense: UnsafeBufferPointer<Float>
    /// [B, categorical attributes].
    package let categoricalCodes: UnsafeBufferPointer<Int32>
    /// [B, numeric attributes].
    package let numericValues: UnsafeBufferPointer<Float>
    /// [B, Y], in units of the tasks' scales.
    package let labels: UnsafeBufferPointer<Float>
    /// [B].
    package let weights: UnsafeBufferPointer<Float>
}

/// Calls `body` with the arrays of `batch` in place.
package func withInputs<Result>(of batch: Batch, _ body: (BatchInputs) throws -> Result) rethrows -> Result {
    try batch.behaviourCodes.withUnsafeBufferPointer { behaviour in
        try batch.performanceCodes.withUnsafeBufferPointer { performance in
            try batch.dense.withUnsafeBufferPointer { dense in
                try batch.categoricalCodes.withUnsafeBufferPointer { categorical in
                    try batch.numericValues.withUnsafeBufferPointer { numeric in
                        try batch.scaledLabels.withUnsafeBufferPointer { labels in
                            try batch.weights.withUnsafeBufferPointer { weights in
                                try body(
                                    BatchInputs(
                                        rows: batch.rowCount, behaviourCodes: behaviour,
                                        performanceCodes: performance, dense: dense,
                                        categoricalCodes: categorical,
                                        numericValues: numeric, labels: labels,
                                        weights: weights))
                            }
                        }
                    }
                }
            }
        }
    }
}

import AdvertiserDomain

extension SampleEncoder {
    /// Writes the standardised dense features, [row, Q], from `firstRow` on.
    func encodeDense(_ samples: UnsafeBufferPointer<Sample>, to dense: inout [Float], firstRow: Int) {
        let width = encoding.denseFeatures.width
        encoding.state.denseMeans.withUnsafeBufferPointer { means in
            encoding.state.denseDeviations.withUnsafeBufferPointer { deviations in
                encoding.denseFeatures.forEachRow(of: samples, in: panel, output: &dense, firstRow: firstRow) { row in
                    // Mean and deviation of a feature that is not standardised are 0 and 1.
                    for feature in 0..<width {
                        row[feature] = (row[feature] - means[feature]) / deviations[feature]
                    }
                }
            }
        }
    }

    /// Writes labels, scaled labels, both [row, task], and weights, [row], from `firstRow` on.
    func encodeLabels(_ samples: UnsafeBufferPointer<Sample>, into batch: inout Batch, firstRow: Int) {
        taskLabels.write(of: samples, in: panel, to: &batch.labels, firstRow: firstRow)
        let taskCount = taskLabels.taskCount
        for (position, sample) in samples.enumerated() {
            let row = firstRow + position
            for task in 0..<taskCount {
                batch.scaledLabels[row * taskCount + task] =
                    batch.labels[row * taskCount + task] / encoding.state.taskScales[task]
            }
            batch.weights[row] = encoding.state.weight(
                ofScenario: panel.scenarios[Int(panel.series[Int(sample.series)].scenario)].name)
        }
    }

    /// Sets the labels of the rows from `firstRow` on to 0 and their weights to 1.
    func clearLabels(of batch: inout Batch, firstRow: Int) {
        for index in firstRow * taskLabels.taskCount..<batch.rowCount * taskLabels.taskCount {
            batch.labels[index] = 0
            batch.scaledLabels[index] = 0
        }
        for row in firstRow..<batch.rowCount { batch.weights[row] = 1 }
    }
}

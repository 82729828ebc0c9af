/// Mean and standard deviation of every dense feature over the training samples.
struct DenseMoments {
    let means: [Float]
    /// 1 for a constant feature.
    let deviations: [Float]

    init(panel: Panel, specification: FeatureSpecification, samples: [Sample]) {
        let features = DenseFeatures(specification: specification)
        let width = features.width
        var row = [Float](repeating: 0, count: width)
        // Taken of distances from the first sample's features, which are exactly zero where a feature is constant.
        var reference: [Float] = []
        var sums = [Double](repeating: 0, count: width)
        var squares = [Double](repeating: 0, count: width)
        samples.withUnsafeBufferPointer { samples in
            for position in samples.indices {
                let sample = UnsafeBufferPointer(rebasing: samples[position...position])
                features.forEachRow(of: sample, in: panel, output: &row) { _ in }
                if reference.isEmpty { reference = row }
                for feature in 0..<width {
                    let distance = Double(row[feature]) - Double(reference[feature])
                    sums[feature] += distance
                    squares[feature] += distance * distance
                }
            }
        }
        var means = [Float](repeating: 0, count: width)
        var deviations = [Float](repeating: 1, count: width)
        let count = Double(samples.count)
        for feature in 0..<features.standardisedCount where count > 0 {
            let mean = sums[feature] / count
            means[feature] = Float(Double(reference[feature]) + mean)
            let deviation = Float(max(0, squares[feature] / count - mean * mean).squareRoot())
            if deviation.isNormal { deviations[feature] = deviation }
        }
        self.means = means
        self.deviations = deviations
    }
}

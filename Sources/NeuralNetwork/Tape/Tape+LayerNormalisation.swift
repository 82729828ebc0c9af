import TensorCore

extension Tape {
    /// What is added to a row's variance, so that a row of equal values has a finite result.
    private static let varianceFloor: Float = 1e-5

    /// Layer normalisation (Ba, Kiros, Hinton, 2016): each row less its mean and divided by its standard deviation, then
    /// times `gain` plus `bias`, [1, W] each.
    package func layerNormalisation(_ input: Variable, gain: Variable, bias: Variable) -> Variable {
        let source = self[input]
        let factors = self[gain]
        let offsets = self[bias]
        let columns = source.columns
        precondition(
            factors.rows == 1 && factors.columns == columns && offsets.rows == 1 && offsets.columns == columns,
            "a gain and a bias for each column are needed")
        let normalised = scratch(source.count)
        let inverseDeviations = scratch(source.rows)
        let result = record(
            .layerNormalisation(
                input: input, gain: gain, bias: bias, normalised: normalised, inverseDeviations: inverseDeviations),
            rows: source.rows, columns: columns)
        let output = self[result].value
        for row in 0..<source.rows {
            let values = source.value + row * columns
            let centred = normalised + row * columns
            let mean = VectorMath.sum(values, count: columns) / Float(columns)
            for column in 0..<columns { centred[column] = values[column] - mean }
            let variance = VectorMath.dot(centred, centred, count: columns) / Float(columns)
            let inverse = 1 / (variance + Self.varianceFloor).squareRoot()
            inverseDeviations[row] = inverse
            VectorMath.scale(centred, by: inverse, count: columns)
            let target = output + row * columns
            target.update(from: offsets.value, count: columns)
            VectorMath.addProduct(centred, factors.value, to: target, count: columns)
        }
        return result
    }

    /// With x̂ the normalised row and g = dy ∘ gain: dx = (g − mean(g) − x̂·mean(g ∘ x̂)) / deviation.
    func layerNormalisationBackward(
        _ node: Node, _ gradient: UnsafeMutablePointer<Float>, input: Node, gain: Node, bias: Node,
        normalised: UnsafePointer<Float>, inverseDeviations: UnsafePointer<Float>
    ) {
        let columns = node.columns
        let scaled = scratch(columns)
        for row in 0..<node.rows {
            let outer = gradient + row * columns
            let values = normalised + row * columns
            if let target = gain.gradient {
                VectorMath.addProduct(outer, values, to: target, count: columns)
            }
            if let target = bias.gradient {
                VectorMath.add(outer, to: target, count: columns)
            }
            guard let target = input.gradient.map({ $0 + row * columns }) else { continue }
            for column in 0..<columns { scaled[column] = outer[column] * gain.value[column] }
            let mean = VectorMath.sum(scaled, count: columns) / Float(columns)
            let slope = VectorMath.dot(scaled, values, count: columns) / Float(columns)
            let inverse = inverseDeviations[row]
            for column in 0..<columns {
                target[column] += inverse * (scaled[column] - mean - slope * values[column])
            }
        }
    }
}

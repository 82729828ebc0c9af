import TensorCore

@testable import ForecastModels

extension FactoredWeights {
    /// V_w[k, i·d + j] = Σ_q A[i, q]·B[q, j]·C[k, q] and v_w = V₀ + A·diag(c₀)·B for every meta layer.
    static func multipliedOut(_ tensors: [NamedTensor]) -> [NamedTensor] {
        let byName = Dictionary(uniqueKeysWithValues: tensors.map { ($0.name, $0.tensor) })
        return tensors.flatMap { named -> [NamedTensor] in
            for part in ["right", "modulation", "modulation_bias"] where named.name.hasSuffix(".\(part)") {
                return []
            }
            let prefix = named.name.split(separator: ".").dropLast().joined(separator: ".")
            guard let left = byName["\(prefix).left"], let right = byName["\(prefix).right"],
                let modulation = byName["\(prefix).modulation"], let bias = byName["\(prefix).modulation_bias"]
            else { return [named] }
            let width = left.shape.extents[0]
            let rank = left.shape.extents[1]
            let knowledge = modulation.shape.extents[0]
            func entry(_ row: Int, _ column: Int, _ factor: (Int) -> Float) -> Float {
                (0..<rank).reduce(0) {
                    $0 + left.values[row * rank + $1] * factor($1) * right.values[$1 * width + column]
                }
            }
            if named.name.hasSuffix(".static") {
                var values = named.tensor.values
                for row in 0..<width {
                    for column in 0..<width {
                        values[row * width + column] += entry(row, column) { bias.values[$0] }
                    }
                }
                return [NamedTensor(name: named.name, tensor: Tensor(shape: named.tensor.shape, values: values))]
            }
            guard named.name.hasSuffix(".left") else { return [named] }
            var values: [Float] = []
            for index in 0..<knowledge {
                for row in 0..<width {
                    for column in 0..<width {
                        values.append(entry(row, column) { modulation.values[index * rank + $0] })
                    }
                }
            }
            return [
                NamedTensor(
                    name: "\(prefix).generator", tensor: Tensor(shape: Shape(knowledge, width * width), values: values))
            ]
        }
    }
}

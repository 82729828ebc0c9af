import Foundation
import TensorCore

extension Tape {
    /// Log-rates beyond this count as this: e¹⁵ task scales are more than anyone does in a week.
    package static let logRateLimit: Float = 15

    /// Equation 20 on log-rates: factor · Σ_b w_b (e^o − y·o), o clamped to ±``logRateLimit``.
    ///
    /// - Parameter logRate: o, [B, 1].
    /// - Returns: [1, 1].
    package func poissonLoss(_ logRate: Variable, labels: LossLabels) -> Variable {
        loss(.poissonLoss(logRate: logRate, labels: labels), of: logRate, labels: labels) { logRate, label in
            let clamped = Double(min(max(logRate, -Tape.logRateLimit), Tape.logRateLimit))
            return exp(clamped) - Double(label) * clamped
        }
    }

    func poissonLossBackward(_ gradient: UnsafeMutablePointer<Float>, _ logRate: Node, _ labels: LossLabels) {
        lossBackward(gradient, logRate, labels) { logRate, label in
            abs(logRate) > Tape.logRateLimit ? 0 : exp(logRate) - label
        }
    }

    /// Binary cross-entropy of logits: factor · Σ_b w_b (log(1 + e^o) − y·o).
    ///
    /// - Parameter logit: o, [B, 1].
    /// - Returns: [1, 1].
    package func binaryCrossEntropy(_ logit: Variable, labels: LossLabels) -> Variable {
        loss(.binaryCrossEntropy(logit: logit, labels: labels), of: logit, labels: labels) { logit, label in
            let value = Double(logit)
            return max(value, 0) + log1p(exp(-abs(value))) - Double(label) * value
        }
    }

    func binaryCrossEntropyBackward(_ gradient: UnsafeMutablePointer<Float>, _ logit: Node, _ labels: LossLabels) {
        lossBackward(gradient, logit, labels) { logit, label in 1 / (1 + exp(-logit)) - label }
    }

    private func loss(
        _ operation: TapeOperation, of input: Variable, labels: LossLabels, term: (Float, Float) -> Double
    ) -> Variable {
        let source = self[input]
        var total = 0.0
        for row in 0..<source.rows {
            total += Double(labels.weights[row]) * term(source.value[row], labels.values[row * labels.stride])
        }
        let result = record(operation, rows: 1, columns: 1)
        self[result].value[0] = labels.factor * Float(total)
        return result
    }

    private func lossBackward(
        _ gradient: UnsafeMutablePointer<Float>, _ input: Node, _ labels: LossLabels,
        slope: (Float, Float) -> Float
    ) {
        guard let target = input.gradient else { return }
        let outer = gradient[0] * labels.factor
        for row in 0..<input.rows {
            target[row] +=
                outer * labels.weights[row] * slope(input.value[row], labels.values[row * labels.stride])
        }
    }

    /// The sum of 1 × 1 matrices.
    package func total(_ parts: [Variable]) -> Variable {
        let result = record(.total(operands: record(operands: parts)), rows: 1, columns: 1)
        self[result].value[0] = parts.reduce(0) { $0 + self[$1].value[0] }
        return result
    }

    func totalBackward(_ gradient: UnsafeMutablePointer<Float>, _ parts: Range<Int>) {
        for position in parts {
            self[operands[position]].gradient?[0] += gradient[0]
        }
    }
}

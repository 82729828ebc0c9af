import Foundation
import TensorCore

/// A positive label's logarithm as a location and a spread, fitted by a loss that grows like the absolute error.
extension Tape {
    /// The standard deviation of ln(y) that a raw spread of −∞ means.
    package static let leastSpread: Float = 0.05

    /// σ = softplus(raw) + ``leastSpread``.
    package static func spread(ofRaw raw: Float) -> Float {
        max(raw, 0) + log1p(exp(-abs(raw))) + leastSpread
    }

    /// The joint loss of a rate, an activity and the size of what is active:
    ///
    ///     factor · Σ_b w_b [ (e^o − y·o) + ½·(BCE(a, y > 0) + 1{y > 0}·(√(1 + z²) + ln σ)/π) ],  z = (ln y − μ)/σ
    ///
    /// with the columns o (clamped to ±``logRateLimit``), a, μ and the raw spread.
    ///
    /// - Parameters:
    ///   - outputs: [B, 4].
    ///   - positiveShare: π, the training share of positives; 0 where there were none, and then there is no third term.
    /// - Returns: [1, 1].
    package func hurdleLoss(_ outputs: Variable, labels: LossLabels, positiveShare: Float) -> Variable {
        let source = self[outputs]
        let sizeWeight = Self.sizeWeight(positiveShare: positiveShare)
        var total = 0.0
        for row in 0..<source.rows {
            let label = labels.values[row * labels.stride]
            let columns = source.value + row * 4
            let logRate = Double(min(max(columns[0], -Tape.logRateLimit), Tape.logRateLimit))
            let logit = Double(columns[1])
            var term = exp(logRate) - Double(label) * logRate
            term += 0.5 * (max(logit, 0) + log1p(exp(-abs(logit))) - (label > 0 ? logit : 0))
            if label > 0 {
                let sigma = Double(Self.spread(ofRaw: columns[3]))
                let deviation = (log(Double(label)) - Double(columns[2])) / sigma
                term += Double(sizeWeight) * ((1 + deviation * deviation).squareRoot() + log(sigma))
            }
            total += Double(labels.weights[row]) * term
        }
        let result = record(
            .hurdleLoss(outputs: outputs, labels: labels, positiveShare: positiveShare), rows: 1, columns: 1)
        self[result].value[0] = labels.factor * Float(total)
        return result
    }

    func hurdleLossBackward(
        _ gradient: UnsafeMutablePointer<Float>, _ outputs: Node, _ labels: LossLabels, positiveShare: Float
    ) {
        guard let target = outputs.gradient else { return }
        let outer = gradient[0] * labels.factor
        let sizeWeight = Self.sizeWeight(positiveShare: positiveShare)
        for row in 0..<outputs.rows {
            let label = labels.values[row * labels.stride]
            let columns = outputs.value + row * 4
            let slopes = target + row * 4
            let scale = outer * labels.weights[row]
            if abs(columns[0]) <= Tape.logRateLimit {
                slopes[0] += scale * (exp(columns[0]) - label)
            }
            slopes[1] += scale * 0.5 * (1 / (1 + exp(-columns[1])) - (label > 0 ? 1 : 0))
            if label > 0 {
                let sigma = Self.spread(ofRaw: columns[3])
                let deviation = (log(label) - columns[2]) / sigma
                let slope = deviation / (1 + deviation * deviation).squareRoot()
                slopes[2] -= scale * sizeWeight * slope / sigma
                slopes[3] += scale * sizeWeight * (1 - slope * deviation) / sigma / (1 + exp(-columns[3]))
            }
        }
    }

    private static func sizeWeight(positiveShare: Float) -> Float {
        positiveShare > 0 ? 0.5 / positiveShare : 0
    }
}

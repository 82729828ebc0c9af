import Dispatch
import TensorCore

/// Adam (Kingma, Ba, "Adam: A Method for Stochastic Optimization", 2015) in one pass over all parameters.
///
/// A pass sums the gradients of the tapes, adds the penalty, clips by value, updates the moments and the values, and
/// leaves the tapes' gradients at zero.
package struct Adam {
    package let firstDecay: Float
    package let secondDecay: Float
    package let epsilon: Float
    /// Gradients are clipped to ±this.
    package let clip: Float
    /// α of equation 19 on what generates weights.
    package let generatorPenalty: Float
    /// α of equation 19 on other matrices.
    package let staticPenalty: Float

    private let firstMoment: AlignedBuffer
    private let secondMoment: AlignedBuffer
    private let givesWay = IdlePriority.isOfCallingThread
    private var steps = 0

    /// The settings of section 5.1.3: β 0.9 and 0.998, ε 1e-9, gradients clipped to [−3, 3].
    package init(
        layout: ParameterLayout, generatorPenalty: Float, staticPenalty: Float, firstDecay: Float = 0.9,
        secondDecay: Float = 0.998, epsilon: Float = 1e-9, clip: Float = 3
    ) {
        self.firstDecay = firstDecay
        self.secondDecay = secondDecay
        self.epsilon = epsilon
        self.clip = clip
        self.generatorPenalty = generatorPenalty
        self.staticPenalty = staticPenalty
        firstMoment = AlignedBuffer(count: layout.extent)
        secondMoment = AlignedBuffer(count: layout.extent)
    }

    /// Takes one step from the summed gradients of `gradients`, all laid out like the store.
    package mutating func update(
        _ parameters: ParameterStore, gradients: [AlignedBuffer], learningRate: Float
    ) {
        steps += 1
        let pass = AdamPass(
            values: parameters.values, gradients: gradients, firstMoment: firstMoment, secondMoment: secondMoment,
            firstDecay: firstDecay, secondDecay: secondDecay, epsilon: epsilon, clip: clip,
            rate: learningRate / (1 - power(firstDecay, steps)),
            secondCorrection: 1 / (1 - power(secondDecay, steps)))
        let declarations = parameters.layout.declarations
        let optimiser = self
        // Each parameter belongs to one worker, by its place in the buffer, whatever the number of workers.
        let extent = parameters.layout.extent
        DispatchQueue.concurrentPerform(iterations: gradients.count) { worker in
            let share = extent * worker / gradients.count..<extent * (worker + 1) / gradients.count
            for declaration in declarations {
                let range = (declaration.offset..<declaration.offset + declaration.count).clamped(to: share)
                guard !range.isEmpty else { continue }
                if optimiser.givesWay { IdlePriority.giveWay() }
                pass.apply(to: range, penalty: optimiser.penalty(of: declaration.kind))
            }
        }
    }

    private func penalty(of kind: ParameterKind) -> Float {
        switch kind {
        case .embedding, .bias, .coefficient, .fixed: 0
        case .staticMatrix: staticPenalty
        case .generator: generatorPenalty
        }
    }

    /// In Double: 0.998ᵏ in Float would drift over long trainings.
    private func power(_ base: Float, _ exponent: Int) -> Float {
        var result = 1.0
        var factor = Double(base)
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result *= factor }
            factor *= factor
            rest >>= 1
        }
        return Float(result)
    }
}

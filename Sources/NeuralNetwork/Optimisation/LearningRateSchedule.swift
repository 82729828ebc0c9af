import Foundation

/// The learning rate of each step of a training.
package enum LearningRateSchedule: Sendable {
    case constant(Float)
    /// Half a cosine from `peak` to 2 % of it over all steps (Loshchilov, Hutter, "SGDR", 2017, without restarts).
    case cosine(peak: Float, steps: Int)

    /// - Parameter step: from 0.
    package func rate(at step: Int) -> Float {
        switch self {
        case .constant(let rate):
            return rate
        case .cosine(let peak, let steps):
            let progress = Float(min(step, steps)) / Float(max(steps, 1))
            let floor: Float = 0.02
            return peak * (floor + (1 - floor) * 0.5 * (1 + cos(Float.pi * progress)))
        }
    }
}

/// How far a fit has come.
package struct FittingProgress: Sendable {
    /// From 0.
    package let epoch: Int
    package let epochs: Int
    /// Samples of this epoch that are done.
    package let samplesDone: Int
    /// Samples of an epoch.
    package let samples: Int
    /// The mean loss of this epoch so far.
    package let loss: Double
    /// Seconds spent on this epoch so far.
    package let epochSeconds: Double
    /// Seconds spent on the epochs before.
    package let earlierSeconds: Double

    package var samplesPerSecond: Double {
        let seconds = earlierSeconds + epochSeconds
        return seconds > 0 ? Double(epoch * samples + samplesDone) / seconds : 0
    }

    /// Seconds until the last epoch ends, at the speed so far.
    package var secondsLeft: Double {
        let left = Double(samples - samplesDone) + Double(epochs - epoch - 1) * Double(samples)
        return samplesPerSecond > 0 ? left / samplesPerSecond : 0
    }
}

import AdvertiserDomain

/// Why a training ends without a model.
package enum TrainingError: OperatorError, Equatable {
    /// Somebody asked it to stop.
    case interrupted
    case lossNotFinite(epoch: Int, step: Int, loss: Float)
    /// `--until` lies before the data or after their newest complete day.
    case untilOutsideData(until: Day, oldest: Day, newest: Day)
    case noSamples(part: String, first: Day, last: Day)

    package var isUsageFault: Bool {
        if case .untilOutsideData = self { true } else { false }
    }

    package var description: String {
        switch self {
        case .interrupted:
            "training was interrupted; no version was published, the active one stays"
        case .lossNotFinite(let epoch, let step, let loss):
            "the loss became \(loss) in epoch \(epoch + 1), step \(step + 1); nothing was kept of this training. Lower "
                + "training.learning_rate, or look for absurd values with 'adcast inspect'"
        case .untilOutsideData(let until, let oldest, let newest):
            "--until \(until) lies outside the data, \(oldest) to \(newest); choose one of these days"
        case .noSamples(let part, let first, let last):
            "no advertiser has a row in the windows of the \(part) dates \(first) to \(last); import more days"
        }
    }
}

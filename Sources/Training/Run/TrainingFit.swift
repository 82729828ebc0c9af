/// Which of the fits of a training is under way.
package enum TrainingFit: String, Sendable {
    /// The one that the validation part judges.
    case first = "first fit"
    /// The one on all mature dates, whose weights serve.
    case refit
}

import Evaluation

/// What a training tells while it goes on. Calls come from the thread that trains.
package struct TrainingObserver {
    /// A new stage has begun, said in words.
    package var stage: (String) -> Void
    /// After steps, at most ten times a second.
    package var progress: (_ fit: TrainingFit, FittingProgress) -> Void
    /// After an epoch of the first fit, with its measures on the validation part.
    package var epoch: (EpochReport) -> Void
    /// Whether somebody asked the training to stop; asked before each step.
    package var isCancelled: () -> Bool

    package init(
        stage: @escaping (String) -> Void = { _ in },
        progress: @escaping (_ fit: TrainingFit, FittingProgress) -> Void = { _, _ in },
        epoch: @escaping (EpochReport) -> Void = { _ in }, isCancelled: @escaping () -> Bool = { false }
    ) {
        self.stage = stage
        self.progress = progress
        self.epoch = epoch
        self.isCancelled = isCancelled
    }
}

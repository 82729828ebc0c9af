/// What a study tells while it goes on. Calls come from the thread that runs it.
package struct StudyObserver {
    /// A new stage has begun, said in words.
    package var stage: (String) -> Void
    /// At most ten times a second, and after each run.
    package var progress: (StudyProgress) -> Void
    /// Whether somebody asked it to stop; asked before each training step.
    package var isCancelled: () -> Bool

    package init(
        stage: @escaping (String) -> Void = { _ in }, progress: @escaping (StudyProgress) -> Void = { _ in },
        isCancelled: @escaping () -> Bool = { false }
    ) {
        self.stage = stage
        self.progress = progress
        self.isCancelled = isCancelled
    }
}

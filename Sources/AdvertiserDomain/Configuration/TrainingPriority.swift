/// How a training shares processor and disk with everything else on its host.
package enum TrainingPriority: String, CaseIterable, Sendable {
    /// It runs when nobody else wants them.
    case idle
    /// Like any other process, for hosts that are never idle.
    case normal
}

/// How far a study has come.
package struct StudyProgress: Sendable {
    /// The run under way, from 1, among those that had to be made.
    package let run: Int
    /// Runs that had to be made when the study began.
    package let runs: Int
    /// What the run trains, such as `M2M, seed 2, main`.
    package let title: String
    /// The run's fit; `nil` once it is done.
    package let fitting: FittingProgress?
    /// Seconds that the run took, scoring included; `nil` while it goes on.
    package let seconds: Double?
    /// Seconds until the study is done, at the speed so far; `nil` before anything is known of it.
    package let secondsLeft: Double?
}

import Evaluation

/// A run that is done, as its file holds it.
struct StoredRun: Codable {
    let key: StudyRunKey
    /// Values that the optimiser trains.
    let parameters: Int
    let run: StudyRun
}

/// What `GET /retrain` answers.
struct RetrainState: Decodable {
    let state: String
    let enabled: Bool
    let newestDay: String?
    let problem: String?
    /// The latest first.
    let history: [RetrainCycleRecord]

    /// The cycle that ended last; `nil` where none has.
    var lastEnded: RetrainCycleRecord? { history.first { $0.finishedAt != nil } }
}

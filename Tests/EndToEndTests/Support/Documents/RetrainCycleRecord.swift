/// A cycle as `GET /retrain`, `retrain --json` and `retraining.log` tell it.
struct RetrainCycleRecord: Decodable {
    struct Trigger: Decodable {
        let kind: String
        let why: String
    }

    struct Errors: Decodable {
        let challenger: Double?
        let champion: Double?
        let lastWeek: Double?
    }

    struct Report: Decodable {
        let challenger: Int
        let champion: Int?
        let incomparable: String?
        let samples: Int
        let overall: Errors
    }

    let cycle: Int
    let trigger: Trigger
    let newestDay: String
    let finishedAt: String?
    let outcome: String
    let reason: String
    let report: Report?
    let removed: [Int]

    /// Whether a challenger was trained and judged.
    var isDecision: Bool { ["promoted", "refused", "held"].contains(outcome) }
}

import Hummingbird

/// The body of an answer, member by member as Adcast gives it.
struct PredictAnswer: ResponseCodable {
    struct Prediction: Codable {
        let scenario: String
        let task: String
        let unit: String
        let status: String
        let history_days: Int
        let mean: Float?
        let point: Float?
        let active_probability: Float?
        let p10: Float?
        let p50: Float?
        let p90: Float?
    }

    let model_version: Int
    let advertiser: String
    let as_of: String
    let from: String
    let to: String
    let decision: String
    let in_sample: Bool
    let predictions: [Prediction]
}

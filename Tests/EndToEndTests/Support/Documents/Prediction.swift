/// A response of `POST /predict`.
struct Prediction: Decodable {
    struct Row: Decodable, Equatable {
        let scenario: String
        let task: String
        let unit: String
        let status: String
        let historyDays: Int
        let mean: Double?
        let point: Double?
    }

    let modelVersion: Int
    let advertiser: String?
    let asOf: String
    let from: String
    let to: String
    let decision: String
    let inSample: Bool
    let predictions: [Row]
}

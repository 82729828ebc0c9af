/// A line of `adcast score`.
struct ScoreLine: Decodable, Equatable {
    struct Numbers: Decodable, Equatable {
        let mean: Double
        let point: Double
        let activeProbability: Double
        let p10: Double
        let p50: Double
        let p90: Double
    }

    let advertiser: String
    let scenario: String
    let asOf: String
    let predictions: [String: Numbers]
}

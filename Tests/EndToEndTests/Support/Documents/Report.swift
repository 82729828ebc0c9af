/// What `train`, `evaluate` say with `--json`.
struct Report: Decodable {
    struct Errors: Decodable, Equatable {
        let nmae: Double?
        let smape: Double?
    }

    struct Overall: Decodable, Equatable {
        let mean: Errors
        let point: Errors
    }

    struct Cell: Decodable {
        let scenario: String
        let task: String
        let samples: Int
        let mean: Errors
        let point: Errors
    }

    struct Epoch: Decodable {
        let epoch: Int
        let loss: Double?
        let seconds: Double
        let mean: Errors
        let point: Errors
    }

    let model: String
    let version: Int
    let split: String
    let samples: Int
    let seconds: Double
    let samplesPerSecond: Double
    let overall: Overall
    let cells: [Cell]
    let epochs: [Epoch]?
}

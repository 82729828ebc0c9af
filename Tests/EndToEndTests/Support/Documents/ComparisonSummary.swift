/// What `compare` says with `--json`.
struct ComparisonSummary: Decodable, Equatable {
    struct Variant: Decodable, Equatable {
        let name: String
        let parameters: Int?
        let seeds: Int
        let overall: Errors
    }

    struct Errors: Decodable, Equatable {
        let meanNmae: Measure
        let pointSmape: Measure
    }

    /// A mean over seeds.
    struct Measure: Decodable, Equatable {
        let mean: Double
    }

    struct HeldOut: Decodable, Equatable {
        let scenario: String
        let launchDay: String
        let labelledDays: Int
        let variants: [Variant]
    }

    struct Sweep: Decodable, Equatable {
        let parameter: String
        let variants: [Variant]
    }

    let main: [Variant]?
    let heldOut: [HeldOut]
    let sweeps: [Sweep]
}

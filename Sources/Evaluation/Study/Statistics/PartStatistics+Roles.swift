extension PartStatistics {
    /// Indices of the variants of some roles, in the part's order.
    func variants(_ isWanted: (StudyRole) -> Bool) -> [Int] {
        part.variants.indices.filter { isWanted(part.variants[$0].role) }
    }

    var model: Int? { variants { $0 == .model }.first }
    /// The model with other settings than the first.
    var otherModels: [Int] { Array(variants { $0 == .model }.dropFirst()) }
    var baselines: [Int] { variants { $0 == .baseline } }
    var ablations: [Int] { variants { $0 == .ablation } }
    var references: [Int] { variants { $0 == .reference } }
    var peers: [Int] { variants { $0 == .peer } }

    func name(_ variant: Int) -> String { part.variants[variant].name }
}

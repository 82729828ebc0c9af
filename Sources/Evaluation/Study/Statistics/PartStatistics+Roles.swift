extension PartStatistics {
    /// Indices of the variants of some roles, in the part's order.
    func variants(_ isWanted: (StudyRole) -> Bool) -> [Int] {
        part.variants.indices.filter { isWanted(part.variants[$0].role) }
    }

    var model: Int? { variants { $0 == .model }.first }
    var baselines: [Int] { variants { $0 == .baseline } }
    var ablations: [Int] { variants { $0 == .ablation } }
    var references: [Int] { variants { $0 == .reference } }
    var peers: [Int] { variants { $0 == .peer } }

    /// Variants that have another head than those compared, each with the one it differs from by that alone.
    struct OtherHead {
        let head: String
        let comparedHead: String
        var pairs: [(compared: Int, other: Int)]
    }

    /// One for each further head, in the part's order.
    var otherHeads: [OtherHead] {
        var heads: [OtherHead] = []
        for (other, variant) in part.variants.enumerated() {
            guard case .otherHead(let change) = variant.role,
                let compared = part.variants.firstIndex(where: { $0.name == change.variant })
            else { continue }
            if let index = heads.firstIndex(where: { $0.head == change.head }) {
                heads[index].pairs.append((compared, other))
            } else {
                heads.append(
                    OtherHead(head: change.head, comparedHead: change.comparedHead, pairs: [(compared, other)]))
            }
        }
        return heads
    }

    func name(_ variant: Int) -> String { part.variants[variant].name }
}

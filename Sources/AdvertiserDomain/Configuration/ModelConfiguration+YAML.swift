extension ModelConfiguration {
    static let yamlKeys = [
        "preset", "view_width", "experts", "knowledge_width", "meta_layers", "tower_layers", "generator_rank",
        "transformer", "head_width", "pooling", "dropout", "head", "members", "anchor",
    ]

    /// `base` with what the section says.
    init(_ node: ConfigurationNode, base: ModelConfiguration) throws {
        let section = try ConfigurationSection(node, known: Self.yamlKeys)
        self = base
        try section.read("view_width", into: &viewWidth, in: 1...4_096)
        try section.read("experts", into: &experts, in: 1...64)
        try section.read("knowledge_width", into: &knowledgeWidth, in: 1...4_096)
        try section.read("meta_layers", into: &metaLayers, in: 1...16)
        try section.read("tower_layers", into: &towerLayers, in: 1...16)
        if let rank = section["generator_rank"] {
            generator = try rank.integer(in: 1...4_096, or: "full").map { .factored(rank: $0) } ?? .full
        }
        if let node = section["transformer"] { transformer = try node.flag() }
        if let width = section["head_width"] {
            headWidth = try width.integer(in: 1...4_096, or: "half").map { .fixed($0) } ?? .half
        }
        try section.read("pooling", into: &pooling)
        try section.readShare("dropout", into: &dropout)
        try section.read("head", into: &head)
        try section.read("members", into: &members, in: 1...16)
        if let node = section["anchor"] { anchor = try node.flag() }
    }
}

/// A starting point for the model, its training and its features, from which the other keys depart.
enum ConfigurationPreset: String, CaseIterable {
    case `default`
    case paper

    /// The preset that a `model` section names.
    init(model node: ConfigurationNode) throws {
        self = .default
        try ConfigurationSection(node, known: ModelConfiguration.yamlKeys).read("preset", into: &self)
    }

    var model: ModelConfiguration {
        switch self {
        case .default: .default
        case .paper: .paper
        }
    }

    var training: TrainingConfiguration {
        switch self {
        case .default: .default
        case .paper: .paper
        }
    }

    /// The paper tells no single days beside its sequences.
    var patternDays: Int {
        switch self {
        case .default: AdcastConfiguration.defaultPatternDays
        case .paper: 0
        }
    }
}

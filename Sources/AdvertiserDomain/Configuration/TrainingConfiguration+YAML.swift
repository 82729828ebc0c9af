extension TrainingConfiguration {
    static let yamlKeys = [
        "epochs", "batch_size", "learning_rate", "schedule", "as_of_stride_days", "scenario_balance",
        "attribute_dropout", "penalty", "threads", "seed",
    ]
    static let attributeDropoutYAMLKeys = ["name", "other"]
    static let penaltyYAMLKeys = ["generators", "static"]

    /// `base` with what the section says.
    init(_ node: ConfigurationNode, base: TrainingConfiguration) throws {
        let section = try ConfigurationSection(node, known: Self.yamlKeys)
        self = base
        try section.read("epochs", into: &epochs, in: 1...10_000)
        try section.read("batch_size", into: &batchSize, in: 1...1_048_576)
        try section.read("learning_rate", into: &learningRate, "a finite number above 0") { $0 > 0 }
        try section.read("schedule", into: &schedule)
        try section.read("as_of_stride_days", into: &asOfStrideDays, in: 1...366)
        if let stride = section["as_of_stride_days"], asOfStrideDays.isMultiple(of: 7) {
            throw stride.refuse(
                allowed: "a stride that is not a multiple of 7, which would show the model a single weekday")
        }
        try section.readNonNegative("scenario_balance", into: &scenarioBalance)
        if let node = section["attribute_dropout"] {
            let shares = try ConfigurationSection(node, known: Self.attributeDropoutYAMLKeys)
            try shares.readShare("name", into: &attributeDropout.name)
            try shares.readShare("other", into: &attributeDropout.other)
        }
        if let node = section["penalty"] {
            let weights = try ConfigurationSection(node, known: Self.penaltyYAMLKeys)
            try weights.readNonNegative("generators", into: &penalty.generators)
            try weights.readNonNegative("static", into: &penalty.static)
        }
        try section.read("threads", into: &threads, in: 0...1_024)
        if let node = section["seed"] { seed = UInt64(try node.integer(in: 0...Int.max)) }
    }
}

extension AdcastConfiguration {
    /// The columns that identify a row and so cannot be features.
    private static let keyColumns = ["advertiser", "scenario", "date"]

    static let featureYAMLKeys = ["behaviour", "performance", "profile", "scenario"]
    static let taskYAMLKeys = ["name", "column", "aggregate", "unit", "weight"]

    /// Reads `features`.
    static func columns(_ node: ConfigurationNode, tasks: [PredictionTask]) throws -> HistoryColumns {
        let section = try ConfigurationSection(node, known: featureYAMLKeys)
        let behaviour = try names(section.required("behaviour"), mayBeEmpty: false)
        let performance = try names(section.required("performance"), mayBeEmpty: false)
        for column in behaviour where performance.contains(column) {
            throw ConfigurationError.contradiction(
                node.place, problem: "the column '\(column)' is under behaviour and under performance",
                remedy: "leave it in one of them")
        }
        return HistoryColumns(
            behaviour: behaviour, performance: performance,
            profile: try section["profile"].map { try names($0, mayBeEmpty: true) } ?? [],
            scenario: try section["scenario"].map { try names($0, mayBeEmpty: true) } ?? [],
            taskColumns: tasks.map(\.column))
    }

    /// Reads `tasks`.
    static func tasks(_ node: ConfigurationNode) throws -> [PredictionTask] {
        var tasks: [PredictionTask] = []
        for element in try node.list(of: "tasks") {
            let section = try ConfigurationSection(element, known: taskYAMLKeys)
            let nameNode = try section.required("name")
            let name = try nameNode.text()
            guard name.utf8.allSatisfy(isNameByte) else {
                throw nameNode.refuse(allowed: "made of letters A to Z and a to z, digits, _ and -")
            }
            guard !tasks.contains(where: { $0.name == name }) else {
                throw ConfigurationError.contradiction(
                    nameNode.place, problem: "a second task is called '\(name)'", remedy: "give each task its own name")
            }
            var aggregate = PredictionTask.Aggregate.sum
            try section.read("aggregate", into: &aggregate)
            var weight: Float = 1
            try section.readNonNegative("weight", into: &weight)
            let columnNode = try section.required("column")
            tasks.append(
                PredictionTask(
                    name: name, column: try featureName(columnNode), aggregate: aggregate,
                    unit: try section.text("unit", default: name), weight: weight))
        }
        guard !tasks.isEmpty else { throw node.refuse(allowed: "a list of at least one task") }
        guard tasks.contains(where: { $0.weight > 0 }) else {
            throw ConfigurationError.contradiction(
                node.place, problem: "every task has weight 0", remedy: "give at least one task a weight above 0")
        }
        return tasks
    }

    private static func names(_ node: ConfigurationNode, mayBeEmpty: Bool) throws -> [String] {
        let elements = try node.list(of: "column names")
        guard mayBeEmpty || !elements.isEmpty else { throw node.refuse(allowed: "a list of at least one column name") }
        var names: [String] = []
        for element in elements {
            let name = try featureName(element)
            guard !names.contains(name) else {
                throw ConfigurationError.contradiction(
                    element.place, problem: "the column '\(name)' is listed twice", remedy: "list it once")
            }
            names.append(name)
        }
        return names
    }

    private static func featureName(_ node: ConfigurationNode) throws -> String {
        let name = try node.text()
        guard !keyColumns.contains(name.lowercased()) else {
            throw node.refuse(allowed: "another column: advertiser, scenario and date identify a row")
        }
        return name
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

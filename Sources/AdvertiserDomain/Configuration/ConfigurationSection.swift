import Yams

/// A mapping of the YAML file all of whose keys are known.
struct ConfigurationSection {
    private let values: [String: ConfigurationNode]
    private let place: ConfigurationError.Place

    /// - throws: ``ConfigurationError`` where the node is not a mapping or has a key that is not among `known`. An empty
    ///   value is an empty mapping, as is a section whose keys are all commented out.
    init(_ node: ConfigurationNode, known: [String]) throws {
        var values: [String: ConfigurationNode] = [:]
        switch node.node {
        case .mapping(let mapping):
            for (key, value) in mapping {
                guard let name = key.scalar?.string else {
                    throw ConfigurationNode(node: key, file: node.file, keyPath: node.keyPath)
                        .refuse(allowed: "a mapping with plain keys")
                }
                let keyPath = node.keyPath.isEmpty ? name : "\(node.keyPath).\(name)"
                guard known.contains(name) else {
                    throw ConfigurationError.unknownKey(
                        ConfigurationError.Place(file: node.file, line: key.mark?.line, keyPath: keyPath),
                        suggestion: Spelling.suggestion(for: name, among: known))
                }
                values[name] = ConfigurationNode(node: value, file: node.file, keyPath: keyPath)
            }
        default:
            guard node.isNull else {
                throw node.refuse(allowed: "a mapping with the keys \(known.joined(separator: ", "))")
            }
        }
        self.values = values
        self.place = node.place
    }

    subscript(key: String) -> ConfigurationNode? { values[key] }

    func required(_ key: String) throws -> ConfigurationNode {
        guard let value = values[key] else { throw ConfigurationError.missingKey(place, key: key) }
        return value
    }

    func text(_ key: String, default value: String) throws -> String {
        try values[key]?.text() ?? value
    }

    func read(_ key: String, into value: inout Int, in range: ClosedRange<Int>) throws {
        if let node = values[key] { value = try node.integer(in: range) }
    }

    func read(_ key: String, into value: inout Double, in range: ClosedRange<Double>) throws {
        if let node = values[key] { value = try node.number(in: range) }
    }

    func read(_ key: String, into value: inout Bool) throws {
        if let node = values[key] { value = try node.flag() }
    }

    func read(_ key: String, into value: inout Float, _ allowed: String, where isAllowed: (Float) -> Bool) throws {
        if let node = values[key] { value = try node.number(allowed, where: isAllowed) }
    }

    /// A share that never takes all: from 0 up to 1, 1 excluded.
    func readShare(_ key: String, into value: inout Float) throws {
        try read(key, into: &value, "a number of at least 0 and below 1") { $0 >= 0 && $0 < 1 }
    }

    func readNonNegative(_ key: String, into value: inout Float) throws {
        try read(key, into: &value, "a finite number of at least 0") { $0 >= 0 }
    }

    func readSeconds(_ key: String, into value: inout Double) throws {
        guard let node = values[key] else { return }
        value = Double(try node.number("a number of seconds above 0 and at most 86400") { $0 > 0 && $0 <= 86_400 })
    }

    func read<Choice: CaseIterable & RawRepresentable>(_ key: String, into value: inout Choice) throws
    where Choice.RawValue == String {
        if let node = values[key] { value = try node.choice() }
    }
}

import AdvertiserDomain

extension FeatureSpecification {
    /// The longest window and horizon taken, in days: ten years.
    static let maximumDays = 3660

    /// Checks what a specification from outside (a manifest) may get wrong, so that nothing built from it can trap.
    package func validate() throws(FittedStateError) {
        guard (1...Self.maximumDays).contains(windowDays) else {
            throw .outOfRange(field: "window_days", value: windowDays, allowed: 1...Self.maximumDays)
        }
        guard (1...Self.maximumDays).contains(horizonDays) else {
            throw .outOfRange(field: "horizon_days", value: horizonDays, allowed: 1...Self.maximumDays)
        }
        guard (0...windowDays).contains(patternDays) else {
            throw .outOfRange(field: "pattern_days", value: patternDays, allowed: 0...windowDays)
        }
        guard !tasks.isEmpty else { throw .wrongCount(field: "tasks", found: 0, expected: 1) }
        try Self.requireUnique(tasks.map(\.name), field: "tasks")
        try Self.requireUnique(columns.behaviour, field: "behaviour")
        try Self.requireUnique(columns.performance, field: "performance")
        try Self.requireUnique(columns.profile, field: "profile")
        try Self.requireUnique(columns.scenario + [AttributeField.scenarioNameColumn], field: "scenario")
        try Self.requireUnique(columns.measures, field: "measures")
        for column in columns.behaviour + columns.performance + tasks.map(\.column)
        where !columns.measures.contains(column) {
            throw .unknownColumn(column)
        }
        // A sequence without a field has no embedding to attend with.
        for (field, names) in [("behaviour", columns.behaviour), ("performance", columns.performance)]
        where names.isEmpty {
            throw .wrongCount(field: field, found: 0, expected: 1)
        }
    }

    private static func requireUnique(_ names: [String], field: String) throws(FittedStateError) {
        guard Set(names).count == names.count else { throw .notAscending(field: field) }
    }

    /// Positions of the given columns in ``HistoryColumns/measures``; the specification is valid.
    func measureIndices(of names: [String]) -> [Int] {
        names.compactMap { columns.measures.firstIndex(of: $0) }
    }
}

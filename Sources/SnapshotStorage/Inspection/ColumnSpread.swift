import AdvertiserDomain

/// Which columns of a data set have more than one value.
struct ColumnSpread {
    private let columns: HistoryColumns
    private var firstMeasures: [Float?]
    private var measureVaries: [Bool]
    private var firstProfiles: [AttributeValue?]
    private var profileVaries: [Bool]

    init(_ columns: HistoryColumns) {
        self.columns = columns
        firstMeasures = columns.measures.map { _ in nil }
        measureVaries = columns.measures.map { _ in false }
        firstProfiles = columns.profile.map { _ in nil }
        profileVaries = columns.profile.map { _ in false }
    }

    mutating func add(_ history: AdvertiserHistory) {
        for (index, value) in history.profile.enumerated() {
            if let first = firstProfiles[index] { profileVaries[index] = profileVaries[index] || value != first }
            firstProfiles[index] = firstProfiles[index] ?? value
        }
        for row in 0..<history.rows.count {
            for (index, value) in history.rows.measures(ofRow: row).enumerated() {
                if let first = firstMeasures[index] {
                    if value != first { measureVaries[index] = true }
                } else {
                    firstMeasures[index] = value
                }
            }
        }
    }

    /// The columns with a single value, as `table.column`, and that value; a scenario attribute only where there are several
    /// scenarios.
    func constants(scenarios: [ScenarioRecord]) -> [(column: String, value: String)] {
        var constants: [(String, String)] = []
        for (index, name) in columns.measures.enumerated() where !measureVaries[index] {
            if let value = firstMeasures[index] {
                constants.append(("\(SnapshotSchema.snapshots).\(name)", "\(value)"))
            }
        }
        for (index, name) in columns.profile.enumerated() where !profileVaries[index] {
            if let value = firstProfiles[index] {
                constants.append(("\(SnapshotSchema.advertisers).\(name)", value.textForReports))
            }
        }
        guard scenarios.count > 1 else { return constants }
        for (index, name) in columns.scenario.enumerated() {
            let values = Set(scenarios.map { $0.attributes[index] })
            if values.count == 1, let value = values.first {
                constants.append(("\(SnapshotSchema.scenarios).\(name)", value.textForReports))
            }
        }
        return constants
    }
}

extension AttributeValue {
    fileprivate var textForReports: String {
        switch self {
        case .text(let text): RowFault.quoted(text)
        case .number(let number): "\(number)"
        case .unknown: "NULL"
        }
    }
}

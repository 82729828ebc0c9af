import AdvertiserDomain

/// Why the version that serves cannot be held against the one that was trained.
package enum IncomparableChampion: OperatorError, Equatable {
    /// Other columns, tasks, window or horizon.
    case otherSpecification(version: Int)
    /// Its first fit was trained on outcomes of the dates that the competitors are judged on.
    case sawTheOutcomes(version: Int, newestLabelDay: Day, firstAsOf: Day)
    /// Its files are there to be read, but are no model of this program's.
    case doesNotLoad(version: Int, reason: String)

    package var isUsageFault: Bool { false }

    /// What the report of a cycle says, which goes on without the comparison: no remedy is called for.
    var reason: String {
        switch self {
        case .otherSpecification(let version):
            "version \(version) has other features, tasks, window or horizon than the configuration; "
                + "the next challenger can be compared"
        case .sawTheOutcomes(let version, let newestLabelDay, let firstAsOf):
            "version \(version) was trained on outcomes until \(newestLabelDay), "
                + "and the comparison begins on \(firstAsOf)"
        case .doesNotLoad(let version, let reason):
            "version \(version) does not load: \(reason)"
        }
    }

    package var description: String {
        switch self {
        case .sawTheOutcomes: "\(reason); wait for newer days"
        case .otherSpecification, .doesNotLoad: reason
        }
    }
}

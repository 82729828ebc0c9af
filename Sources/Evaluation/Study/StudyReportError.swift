import AdvertiserDomain

/// Results that no report can be written from.
package enum StudyReportError: Error, Equatable, Sendable {
    /// The errors of a variant are not those of the part's scenarios and tasks, or there are none.
    case malformed(variant: String, part: String)
    /// A variant forecast other samples than the first one of its part.
    case otherSamples(variant: String, part: String)
    /// The numbers of training samples are not one a scenario, or the held-out scenario is not among them.
    case scenarios(part: String)
}

extension StudyReportError: OperatorError {
    package var isUsageFault: Bool { false }

    package var description: String {
        switch self {
        case .malformed(let variant, let part):
            "study, \(part), \(variant): its errors do not fit the scenarios and tasks; delete its results and compare again"
        case .otherSamples(let variant, let part):
            "study, \(part), \(variant): it forecast other samples than the rest; compare again on one database and "
                + "configuration, into a fresh report directory"
        case .scenarios(let part):
            "study, \(part): scenarios and their samples do not agree; compare again into a fresh report directory"
        }
    }
}

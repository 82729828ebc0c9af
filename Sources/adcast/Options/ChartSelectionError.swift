import AdvertiserDomain

/// A chart of what the evaluation does not have.
enum ChartSelectionError: OperatorError, Equatable {
    case unknownTask(String, known: [String])
    case unknownScenario(String, known: [String])

    var isUsageFault: Bool { true }

    var description: String {
        switch self {
        case .unknownTask(let name, let known):
            "--chart-task \(name): the version has no such task; \(Spelling.suggestion(for: name, among: known))"
        case .unknownScenario(let name, let known):
            "--chart-scenario \(name): the data have no such scenario; \(Spelling.suggestion(for: name, among: known))"
        }
    }
}

import AdvertiserDomain

/// Results that cannot be written where they are to go.
enum OutputError: OperatorError, Equatable {
    /// `path` is `-` for standard output.
    case cannotWrite(path: String, reason: String)

    var isUsageFault: Bool { false }

    var description: String {
        switch self {
        case .cannotWrite(let path, let reason):
            "\(path == "-" ? "standard output" : path) cannot be written (\(reason)); choose another file or make room"
        }
    }
}

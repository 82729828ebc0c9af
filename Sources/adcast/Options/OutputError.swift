import AdvertiserDomain

/// A file named on the command line that cannot be written.
enum OutputError: OperatorError, Equatable {
    case cannotWrite(path: String, reason: String)

    var isUsageFault: Bool { false }

    var description: String {
        switch self {
        case .cannotWrite(let path, let reason):
            "\(path) cannot be written (\(reason)); choose another file or make room"
        }
    }
}

import AdvertiserDomain

/// Why a running service could not be asked.
enum AdminClientError: OperatorError, Equatable {
    /// The operating system refused; `what` ends the sentence "it cannot …".
    case system(path: String, what: String, reason: String)
    /// The answer is no HTTP.
    case malformed(path: String, reason: String)
    /// The service said no.
    case refused(status: Int, detail: String)

    var isUsageFault: Bool {
        if case .refused(status: 404, _) = self { true } else { false }
    }

    var description: String {
        switch self {
        case .system(let path, let what, let reason):
            "\(path): the service's socket cannot \(what) (\(reason)); run this as the account of the service, "
                + "or stop the service first"
        case .malformed(let path, let reason):
            "\(path): what answers there is not this service (\(reason)); set serving.admin_socket to its socket"
        case .refused(let status, let detail):
            "the service refused (\(status)): \(detail)"
        }
    }
}

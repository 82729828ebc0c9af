import AdvertiserDomain
import Glibc
import HTTPCore

/// Why the service cannot start.
package enum ServiceError: OperatorError, Equatable {
    /// The configuration names other columns than those the model was trained on.
    case columnsDiffer(version: Int)
    /// Others than this host could connect, and nothing would ask them who they are.
    case tokensNeeded(address: String)
    /// The service can never listen where the configuration says, under `key`.
    case unusableAddress(key: String, reason: String)

    /// `nil` where another process or the host is at fault, and not a key of the configuration.
    package init?(_ error: ListeningError) {
        let key: String
        switch error {
        case .unresolvedHost: key = "serving.host"
        case .unavailable(_, _, let failure) where failure.code == EADDRNOTAVAIL: key = "serving.host"
        case .invalidPort: key = "serving.port"
        case .invalidPath, .pathTaken: key = "serving.admin_socket"
        case .pathUnavailable(_, let failure) where failure.code == ENOENT || failure.code == ENOTDIR:
            key = "serving.admin_socket"
        default: return nil
        }
        self = .unusableAddress(key: key, reason: error.description)
    }

    package var isUsageFault: Bool { true }

    package var description: String {
        switch self {
        case .columnsDiffer(let version):
            "the configuration's columns are not those of model version \(version); give it the columns that the version's "
                + "manifest names, or train anew"
        case .tokensNeeded(let address):
            "serving.host: other machines can reach \(address), so 'serving.token_file' is needed; name a file of tokens "
                + "there, or listen on 127.0.0.1"
        case .unusableAddress(let key, let reason):
            "\(key): \(reason)"
        }
    }
}

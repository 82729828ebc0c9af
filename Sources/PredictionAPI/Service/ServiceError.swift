import AdvertiserDomain

/// Why the service cannot start.
package enum ServiceError: OperatorError, Equatable {
    /// The configuration names other columns than those the model was trained on.
    case columnsDiffer(version: Int)
    /// Others than this host could connect, and nothing would ask them who they are.
    case tokensNeeded(address: String)

    package var isUsageFault: Bool { true }

    package var description: String {
        switch self {
        case .columnsDiffer(let version):
            "the configuration's columns are not those of model version \(version); give it the columns that the version's "
                + "manifest names, or train anew"
        case .tokensNeeded(let address):
            "serving.host: other machines can reach \(address), so 'serving.token_file' is needed; name a file of tokens "
                + "there, or listen on 127.0.0.1"
        }
    }
}

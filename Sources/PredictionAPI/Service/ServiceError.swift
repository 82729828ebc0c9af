import AdvertiserDomain

/// Why the service cannot start.
package enum ServiceError: OperatorError, Equatable {
    /// The configuration names other columns than those the model was trained on.
    case columnsDiffer(version: Int)

    package var isUsageFault: Bool { true }

    package var description: String {
        switch self {
        case .columnsDiffer(let version):
            "the configuration's columns are not those of model version \(version); give it the columns that the version's "
                + "manifest names, or train anew"
        }
    }
}

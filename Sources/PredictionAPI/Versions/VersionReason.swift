import AdvertiserDomain

/// Why a version cannot be used, in words for clients.
enum VersionReason {
    /// - Parameter directory: the models directory, whose place on this host is nobody else's business.
    static func text(_ error: any Error, directory: String) -> String {
        text(error.operatorDescription, directory: directory)
    }

    static func text(_ reason: String, directory: String) -> String {
        reason.replacing(directory + "/", with: "").replacing(directory, with: "the models directory")
    }
}

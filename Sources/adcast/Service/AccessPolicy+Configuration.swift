import AdvertiserDomain
import HTTPCore
import PredictionAPI

extension AccessPolicy {
    /// Who may do what by a configuration; the file of tokens is read at each call.
    ///
    /// - Throws: ``TokenFileError``.
    @Sendable static func configured(_ configuration: ServingConfiguration) throws -> AccessPolicy {
        AccessPolicy(
            tokens: try configuration.tokenFile.map(AccessTokens.init(path:)),
            administrationListeners: [.unix, .inherited(name: InheritedListeners.administrationName)])
    }
}

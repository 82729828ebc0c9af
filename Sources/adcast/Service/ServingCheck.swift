import AdvertiserDomain
import Checkpoints
import HTTPCore
import PredictionAPI
import SnapshotStorage

/// What `adcast serve` would refuse beside the database: the version, the tokens, and where it is to listen.
///
/// It leaves no socket behind and takes no port, so that it does not matter whether a service runs.
struct ServingCheck {
    let findings: [ConfigurationCheck.Finding]

    init(_ configuration: AdcastConfiguration) {
        findings =
            [Self.version, Self.requests, Self.administration].compactMap { check in
                do {
                    return try check(configuration)
                } catch {
                    return ConfigurationCheck.Finding(.fault, "\(error)")
                }
            }
    }

    private static func version(_ configuration: AdcastConfiguration) throws -> ConfigurationCheck.Finding? {
        guard try hasVersions(configuration) else {
            return .init(.note, CheckpointError.noVersions(directory: configuration.models).description)
        }
        let version = try SelectedVersion(nil, of: configuration).checkpoint.version
        return .init(.passed, "model version \(version) loads and fits the configuration")
    }

    private static func requests(_ configuration: AdcastConfiguration) throws -> ConfigurationCheck.Finding? {
        let access = try AccessPolicy.configured(configuration.serving)
        try PredictionService.check(access, for: [configuration.requestAddress])
        try require(configuration.requestAddress)
        return .init(
            .passed,
            "serving.host \(configuration.serving.host), "
                + (access.hasTokens ? "with tokens" : "open to this host's own processes"))
    }

    private static func administration(_ configuration: AdcastConfiguration) throws -> ConfigurationCheck.Finding? {
        // The first training makes the directory in which the socket is by default.
        guard try configuration.serving.adminSocket != nil || hasVersions(configuration) else { return nil }
        try require(configuration.administrationAddress)
        return .init(.passed, "serving.admin_socket \(configuration.adminSocketPath)")
    }

    private static func hasVersions(_ configuration: AdcastConfiguration) throws -> Bool {
        try !ModelDirectory(path: configuration.models).versions().isEmpty
    }

    private static func require(_ address: ListenAddress) throws {
        do {
            try address.check()
        } catch {
            if let fault = ServiceError(error) { throw fault }
            throw error
        }
    }
}

import AdvertiserDomain
import HTTPCore
import Synchronization

extension PredictionService {
    /// Checks what of another configuration a running service can take over: limits and times, and who may do what.
    ///
    /// Limits hold for connections that are accepted afterwards; tokens, and how long one request of many may be, for
    /// every request from then on. Where the service listens and its number of threads stay.
    ///
    /// - Returns: what puts it into effect; it cannot fail.
    /// - Throws: ``ServiceError`` where other machines could connect and there would be no tokens any more.
    package func prepare(
        _ configuration: ServingConfiguration, access: AccessPolicy
    ) throws(ServiceError) -> @Sendable () -> Void {
        try Self.check(access, for: addresses)
        return { [self] in
            server.replaceLimits(ServerLimits(configuration))
            elementLimit.replace(with: configuration.maximumBodyBytes)
            drainTimeoutSeconds.withLock { $0 = configuration.drainTimeoutSeconds }
            admission.replacePolicy(access)
        }
    }
}

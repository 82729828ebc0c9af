import AdvertiserDomain
import Features
import Foundation
import HTTPCore
import HTTPTypes
import Inference
import Logging
import Synchronization

/// The HTTP service: routes, what answers them, and the server that listens.
package final class PredictionService: Sendable {
    package let slot: EngineSlot
    let routes: [ServiceRoute]
    let server: HTTPServer
    let admission: RouteAdmission
    let addresses: [ListenAddress]
    let drainTimeoutSeconds: Mutex<Double>
    let elementLimit: ElementLimit

    /// - Throws: ``ServiceError`` where the source's columns are not those of the model, or other machines could connect
    ///   and there are no tokens.
    package init(_ dependencies: ServiceDependencies) throws(ServiceError) {
        let engine = dependencies.slot.current
        guard dependencies.source.columns == engine.specification.columns else {
            throw .columnsDiffer(version: engine.version)
        }
        try Self.check(dependencies.access, for: dependencies.addresses)
        addresses = dependencies.addresses
        slot = dependencies.slot
        drainTimeoutSeconds = Mutex(dependencies.configuration.drainTimeoutSeconds)
        elementLimit = ElementLimit(bytes: dependencies.configuration.maximumBodyBytes)
        let queue = QueueDepth()
        let (routes, requests) = Self.routes(dependencies, queue: queue, elementLimit: elementLimit)
        self.routes = routes
        let logger = dependencies.logger
        let answering = RequestAnswering(
            identifiers: RequestIdentifiers(prefix: dependencies.identifierPrefix), active: requests.active,
            logger: logger)
        let admission = RouteAdmission(routes, policy: dependencies.access)
        self.admission = admission
        let log = AccessLog(logger: logger)
        server = HTTPServer(
            addresses: dependencies.addresses, limits: ServerLimits(dependencies.configuration),
            workerThreads: dependencies.workerThreads, clock: dependencies.clock, router: answering.router(routes),
            admission: { request, template in
                admission.refusal(of: request, template: template).map { answering.named($0, for: request) }
            },
            errorResponse: { answering.response(to: $0) },
            observer: { record in
                requests.count(record)
                log.write(record)
            })
        queue.follow(server)
    }

    /// Listens and answers from now on.
    ///
    /// - Returns: what each address became, in their order.
    /// - Throws: ``ServiceError/unusableAddress(key:reason:)`` where the configuration is at fault, else
    ///   ``ListeningError``.
    package func start() throws -> [BoundListener] {
        do {
            return try server.start()
        } catch {
            if let fault = ServiceError(error) { throw fault }
            throw error
        }
    }

    /// Ends the service: requests in flight get the configured time to finish.
    ///
    /// - Returns: whether all of them did.
    package func drain() -> Bool {
        server.drain(timeoutSeconds: drainTimeoutSeconds.withLock { $0 })
    }

    /// - Throws: ``ServiceError/tokensNeeded(address:)`` where other machines could connect and there are no tokens.
    package static func check(_ access: AccessPolicy, for addresses: [ListenAddress]) throws(ServiceError) {
        if !access.hasTokens, let address = firstRemote(of: addresses) { throw .tokensNeeded(address: address) }
    }

    /// The first address that other machines can reach, in words.
    private static func firstRemote(of addresses: [ListenAddress]) -> String? {
        for address in addresses {
            switch address {
            case .tcp(let host, _) where !LoopbackHost.contains(host): return host
            case .inherited(let socket) where !socket.address.isLocal: return socket.address.description
            case .tcp, .unix, .inherited: break
            }
        }
        return nil
    }
}

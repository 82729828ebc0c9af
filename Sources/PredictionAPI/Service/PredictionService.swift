import AdvertiserDomain
import Features
import Foundation
import HTTPCore
import HTTPTypes
import Inference
import Logging

/// The HTTP service: routes, what answers them, and the server that listens.
package final class PredictionService: Sendable {
    package let slot: EngineSlot
    let routes: [ServiceRoute]
    private let server: HTTPServer
    private let drainTimeoutSeconds: Double

    /// - Throws: ``ServiceError`` where the source's columns are not those of the model.
    package init(_ dependencies: ServiceDependencies) throws(ServiceError) {
        let engine = dependencies.slot.current
        guard dependencies.source.columns == engine.specification.columns else {
            throw .columnsDiffer(version: engine.version)
        }
        slot = dependencies.slot
        routes = Self.routes(dependencies)
        drainTimeoutSeconds = dependencies.configuration.drainTimeoutSeconds
        let logger = dependencies.logger
        server = HTTPServer(
            host: dependencies.configuration.host, port: dependencies.configuration.port,
            limits: ServerLimits(dependencies.configuration), workerThreads: dependencies.workerThreads,
            clock: dependencies.clock, router: Self.router(routes, dependencies),
            errorResponse: { fault in
                if case .handlerFailed(let error) = fault { logger.error("handler failed: \(error)") }
                return .problem(ProblemDetails(fault))
            },
            observer: { record in
                logger.debug(
                    "\(record.method?.rawValue ?? "-") \(record.template ?? "-") \(record.status.code)",
                    metadata: [
                        "bytes": "\(record.bytes)", "seconds": "\(record.seconds)",
                        "incomplete": "\(record.isIncomplete)",
                    ])
            })
    }

    /// Listens and answers from now on.
    ///
    /// - Returns: the port, also where the system chose it.
    /// - Throws: ``ListeningError``.
    package func start() throws -> Int {
        try server.start().compactMap(\.address.port).first ?? 0
    }

    /// Ends the service: requests in flight get the configured time to finish.
    ///
    /// - Returns: whether all of them did.
    package func drain() -> Bool {
        server.drain(timeoutSeconds: drainTimeoutSeconds)
    }

    private static func routes(_ dependencies: ServiceDependencies) -> [ServiceRoute] {
        let sessions = PredictionSessions(
            source: dependencies.source, slot: dependencies.slot,
            catalogue: SourceCatalogue(source: dependencies.source, clock: dependencies.clock),
            clock: dependencies.clock, timeZone: dependencies.timeZone)
        let predict = PredictEndpoint(sessions: sessions)
        let bulk = BulkPredictEndpoint(sessions: sessions, logger: dependencies.logger)
        let health = HealthEndpoint(
            sessions: sessions, check: ReadinessCheck(deadline: dependencies.readinessDeadline),
            startNanoseconds: dependencies.clock.monotonicNanoseconds())
        let models = ModelEndpoint(slot: dependencies.slot, directory: dependencies.models)
        let contract = ContractEndpoint(contract: dependencies.contract)
        return [
            ServiceRoute(method: .post, template: "/predict") { request, _ in try predict.response(to: request) },
            ServiceRoute(method: .post, template: "/predict/bulk") { request, identifier in
                try bulk.response(to: request, identifier: identifier)
            },
            ServiceRoute(method: .get, template: "/health") { _, _ in health.health() },
            ServiceRoute(method: .get, template: "/livez") { _, _ in health.live() },
            ServiceRoute(method: .get, template: "/readyz") { _, _ in try health.ready() },
            ServiceRoute(method: .get, template: "/model") { _, _ in models.active() },
            ServiceRoute(method: .get, template: "/models") { _, _ in try models.all() },
            ServiceRoute(method: .get, template: "/openapi.yaml") { _, _ in contract.response() },
        ]
    }

    /// Routes whose errors are answered with problem details and whose responses carry the request's identifier.
    private static func router(_ routes: [ServiceRoute], _ dependencies: ServiceDependencies) -> Router {
        let identifiers = RequestIdentifiers(prefix: dependencies.identifierPrefix)
        let logger = dependencies.logger
        var router = Router()
        for route in routes {
            router.add(route.method, route.template) { request in
                let identifier = identifiers.identifier(of: request)
                var response: ServerResponse
                do {
                    response = try route.respond(request, identifier)
                } catch {
                    response = .problem(ProblemDetails(describing: error, request: identifier, logger: logger))
                }
                if let field = RequestIdentifiers.field { response.fields[field] = identifier }
                return response
            }
        }
        return router
    }
}

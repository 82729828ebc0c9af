import AdvertiserDomain
import Dispatch
import HTTPCore
import HTTPTypes
import Inference

extension PredictionService {
    /// Every route of the contract, and what counts the requests to them.
    ///
    /// - Parameters:
    ///   - queue: of the server that will answer.
    ///   - elementLimit: for requests of many.
    static func routes(
        _ dependencies: ServiceDependencies, queue: QueueDepth, elementLimit: ElementLimit
    ) -> (routes: [ServiceRoute], requests: RequestMetrics) {
        let sessions = PredictionSessions(
            source: dependencies.source, slot: dependencies.slot, tables: dependencies.tables,
            forwardCount: dependencies.forwardCount, clock: dependencies.clock, timeZone: dependencies.timeZone)
        var routes =
            predictionRoutes(dependencies, sessions, elementLimit) + modelRoutes(dependencies)
            + retrainRoutes(dependencies) + operationRoutes(dependencies, sessions)
        let metrics = (method: HTTPRequest.Method.get, template: "/metrics")
        let requests = RequestMetrics(routes: routes.map { ($0.method, $0.template) } + [metrics])
        let endpoint = MetricsEndpoint(
            sessions: sessions, requests: requests, versions: dependencies.versions, models: dependencies.models,
            retraining: dependencies.retraining, queued: { queue.current },
            startSeconds: dependencies.clock.unixSeconds())
        routes.append(ServiceRoute(metrics.method, metrics.template, .anyToken) { _, _ in endpoint.response() })
        return (routes, requests)
    }

    private static func predictionRoutes(
        _ dependencies: ServiceDependencies, _ sessions: PredictionSessions, _ elementLimit: ElementLimit
    ) -> [ServiceRoute] {
        let predict = PredictEndpoint(sessions: sessions)
        let bulk = BulkPredictEndpoint(
            sessions: sessions, logger: dependencies.logger, elementLimit: elementLimit)
        return [
            ServiceRoute(
                method: .post, template: "/predict", access: .role(.predict),
                handler: .prompt(predict.promptAnswer) { request, _ in try predict.response(to: request) }),
            ServiceRoute(
                method: .post, template: "/predict/bulk", access: .role(.bulk),
                handler: .streaming { request, body, identifier in
                    try bulk.response(to: request, body: body, identifier: identifier)
                }),
        ]
    }

    private static func modelRoutes(_ dependencies: ServiceDependencies) -> [ServiceRoute] {
        let models = ModelEndpoint(
            slot: dependencies.slot, versions: dependencies.versions, directory: dependencies.models)
        let changes = VersionChangeEndpoint(
            versions: dependencies.versions, directory: dependencies.models, logger: dependencies.logger)
        return [
            ServiceRoute(.get, "/model", .anyToken) { _, _ in models.active() },
            ServiceRoute(.get, "/models", .anyToken) { _, _ in try models.all() },
            ServiceRoute(.get, "/models/{version}", .anyToken) { request, _ in try models.one(request) },
            ServiceRoute(.post, "/models/{version}/activate", .administration, changes.activate),
            ServiceRoute(.post, "/models/rollback", .administration, changes.rollback),
            ServiceRoute(.post, "/models/release", .administration, changes.release),
        ]
    }

    private static func retrainRoutes(_ dependencies: ServiceDependencies) -> [ServiceRoute] {
        let retrain = RetrainEndpoint(worker: dependencies.retraining, directory: dependencies.models)
        return [
            ServiceRoute(.get, "/retrain", .anyToken) { _, _ in try retrain.state() },
            ServiceRoute(.post, "/retrain", .administration) { _, identifier in
                try retrain.start(identifier: identifier)
            },
        ]
    }

    private static func operationRoutes(
        _ dependencies: ServiceDependencies, _ sessions: PredictionSessions
    ) -> [ServiceRoute] {
        let health = HealthEndpoint(
            sessions: sessions, check: ReadinessCheck(deadline: dependencies.readinessDeadline),
            databaseLog: DatabaseLog(logger: dependencies.logger),
            startNanoseconds: dependencies.clock.monotonicNanoseconds())
        let contract = ContractEndpoint(contract: dependencies.contract)
        let page = PageEndpoint(sources: dependencies.page)
        return [
            ServiceRoute(.get, "/health", .anyToken) { _, _ in health.health() },
            // Never behind requests that wait: whoever restarts what does not answer would end them all.
            ServiceRoute(
                method: .get, template: "/livez", access: .everybody,
                handler: .prompt({ _ in .response(health.live()) }, { _, _ in health.live() })),
            ServiceRoute(.get, "/readyz", .anyToken) { _, _ in try health.ready() },
            ServiceRoute(.get, "/openapi.yaml", .anyToken) { _, _ in contract.response() },
            ServiceRoute(.get, "/", .everybody) { _, _ in page.response() },
        ]
    }
}

import AdvertiserDomain
import ArgumentParser
import Checkpoints
import Dispatch
import Foundation
import HTTPCore
import Inference
import Logging
import PredictionAPI
import ServiceLifecycle
import SnapshotStorage
import UnixSignals

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Answer predictions over HTTP.",
        discussion: """
            POST /predict forecasts an advertiser of the database, or one whose history is in the request; \
            /openapi.yaml describes every route. SIGTERM or Ctrl-C ends the service after the requests in flight.
            """)

    @OptionGroup var options: ConfigurationOptions

    @Option(name: .long, help: "A port in place of the configured one; 0 lets the system choose.")
    var port: Int?

    @Option(name: .long, help: "The least severe messages to log: debug, info, notice, warning or error.")
    var logLevel: Logger.Level = .info

    func validate() throws {
        guard port.map({ (0...65_535).contains($0) }) ?? true else {
            throw ValidationError("--port is 0 to 65535")
        }
    }

    func run() async throws {
        var configuration = try options.load()
        if let port { configuration.serving.port = port }
        let selected = try SelectedVersion(nil, of: configuration)
        let database = try configuration.openDatabase(isService: true)
        let level = logLevel
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
        let logger = Logger(label: "adcast")
        let service = try PredictionService(
            ServiceDependencies(
                source: database, slot: EngineSlot(selected.engine),
                models: ModelDirectory(path: configuration.models), configuration: configuration.serving,
                timeZone: TimeZone(identifier: configuration.timezone) ?? .gmt, logger: logger,
                contract: PackageResources.openapi_yaml,
                identifierPrefix: Self.identifierPrefix()))
        let host = configuration.serving.host
        let version = selected.checkpoint.version
        let lifecycle = ServiceGroup(
            configuration: .init(
                services: [
                    .init(
                        service: HTTPListener(service: service) { port in
                            logger.notice("model version \(version) answers on http://\(host):\(port)")
                        })
                ],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await lifecycle.run()
        logger.notice("stopped")
    }

    /// Different from process to process, so that identifiers of requests are unique in a log.
    private static func identifierPrefix() -> String {
        String(UInt32.random(in: .min ... .max), radix: 36)
    }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}

import AdvertiserDomain
import ArgumentParser
import Checkpoints
import Dispatch
import Foundation
import HTTPCore
import Inference
import Logging
import PredictionAPI
import Retraining
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

    @Option(name: .long, help: "text, or json for an object a line.")
    var logFormat: LogFormat = .text

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
        // Whoever reads the log may go; the service stays.
        signal(SIGPIPE, SIG_IGN)
        let logger = startLog()
        let slot = EngineSlot(selected.engine)
        let versions = VersionSwitch(
            directory: ModelDirectory(path: configuration.models), slot: slot, accept: configuration.requireFit)
        let worker = RetrainWorker(
            source: database, slot: slot, versions: versions,
            cycle: RetrainCycle(configuration, versions: versions, configurationFile: options.config),
            history: RetrainHistory(directory: configuration.models), configuration: configuration.retraining,
            observe: { $0.write(to: logger) })
        let service = try PredictionService(
            ServiceDependencies(
                source: database, slot: slot, models: ModelDirectory(path: configuration.models), versions: versions,
                retraining: worker, configuration: configuration.serving,
                addresses: [
                    .tcp(host: configuration.serving.host, port: configuration.serving.port),
                    .unix(path: configuration.adminSocketPath),
                ],
                access: AccessPolicy(tokens: try configuration.serving.tokenFile.map(AccessTokens.init(path:))),
                timeZone: TimeZone(identifier: configuration.timezone) ?? .gmt, logger: logger,
                contract: PackageResources.openapi_yaml,
                identifierPrefix: Self.identifierPrefix()))
        let version = selected.checkpoint.version
        let listener = HTTPListener(service: service) { listeners in
            for listener in listeners {
                logger.notice("model version \(version) answers on \(Self.place(of: listener))")
            }
        }
        let lifecycle = ServiceGroup(
            configuration: .init(
                services: [.init(service: listener), .init(service: RetrainingService(worker: worker))],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await lifecycle.run()
        logger.notice("stopped")
    }

    /// Sends what is logged from now on to standard error.
    private func startLog() -> Logger {
        let level = logLevel
        let format = logFormat
        let isJournal = JournalStream.reads(environment: ProcessInfo.processInfo.environment)
        LoggingSystem.bootstrap { _ in LineLogHandler(level: level, format: format, isJournal: isJournal) }
        return Logger(label: "adcast")
    }

    /// Where a listener can be reached, as one writes it.
    private static func place(of listener: BoundListener) -> String {
        switch listener.address {
        case .internet: "http://\(listener.address)"
        case .unix(let path): path
        }
    }

    /// Different from process to process, so that identifiers of requests are unique in a log.
    private static func identifierPrefix() -> String {
        String(UInt32.random(in: .min ... .max), radix: 36)
    }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}

extension LogFormat: ExpressibleByArgument {}

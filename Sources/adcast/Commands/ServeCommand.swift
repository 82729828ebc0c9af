import AdvertiserDomain
import ArgumentParser
import CLinux
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
            /openapi.yaml describes every route. SIGTERM or Ctrl-C ends the service after the requests in flight; \
            SIGHUP reads the configuration anew. Under systemd it listens where its socket unit does.
            """,
        version: AdcastVersion.current)

    @OptionGroup var options: ConfigurationOptions

    @Option(
        name: .long, parsing: .unconditional, help: "A port in place of the configured one; 0 lets the system choose.")
    var port: Int?

    @Option(name: .long, help: "The least severe messages to log, in place of the configured level.")
    var logLevel: Logger.Level?

    @Option(name: .long, help: "text, or json for an object a line.")
    var logFormat: LogFormat = .text

    func validate() throws {
        guard port.map({ (0...65_535).contains($0) }) ?? true else {
            throw ValidationError("--port is 0 to 65535")
        }
    }

    func run() async throws {
        // Where the system knows no such limit, only memory is lost.
        _ = adcast_limit_heaps(CInt(clamping: ProcessInfo.processInfo.activeProcessorCount))
        let environment = ProcessInfo.processInfo.environment
        let inherited = try InheritedListeners(environment: environment, processIdentifier: getpid())
        let load: @Sendable () throws -> AdcastConfiguration = { [options, port] in
            var configuration = try options.load()
            if let port { configuration.serving.port = port }
            return configuration
        }
        let configuration = try load()
        let selected = try SelectedVersion(nil, of: configuration)
        let database = try configuration.openDatabase(isService: true)
        // Whoever reads the log may go; the service stays.
        signal(SIGPIPE, SIG_IGN)
        let level = LogLevelSwitch(logLevel ?? Logger.Level(configuration.serving.logLevel))
        let (logger, logWriter) = startLog(level, environment: environment)
        defer { logWriter.flush(timeout: .seconds(1)) }
        let slot = EngineSlot(selected.engine)
        let versions = VersionSwitch(
            directory: ModelDirectory(path: configuration.models), slot: slot, accept: configuration.requireFit)
        let worker = RetrainWorker(
            source: database, slot: slot, versions: versions,
            cycle: RetrainCycle(configuration, versions: versions, configurationFile: options.config),
            history: RetrainHistory(directory: configuration.models), configuration: configuration.retraining,
            observe: { $0.write(to: logger) })
        let tables =
            configuration.serving.forecastTable
            ? ForecastTables(
                source: database, slot: slot,
                cache: ForecastTableCache(directory: configuration.forecastCachePath),
                giveWay: BackgroundProcess.giveWayOnThisThread, observe: { $0.write(to: logger) })
            : nil
        let service = try PredictionService(
            ServiceDependencies(
                source: database, slot: slot, models: ModelDirectory(path: configuration.models), versions: versions,
                retraining: worker, configuration: configuration.serving, tables: tables,
                addresses: inherited.addresses(configuration), access: try .configured(configuration.serving),
                timeZone: TimeZone(identifier: configuration.timezone) ?? .gmt, logger: logger,
                contract: PackageResources.openapi_yaml, page: .builtIn,
                identifierPrefix: Self.identifierPrefix()))
        let supervision = ServiceSupervision(
            environment: environment, slot: slot, probedPath: inherited.administrationPath(configuration),
            logger: logger)
        let reloader = ConfigurationReloader(
            initial: configuration,
            settings: [
                .logLevel(level, fixed: logLevel), .serving(service, access: AccessPolicy.configured),
                .retraining(worker), .nextTraining,
            ],
            load: {
                let configuration = try load()
                try configuration.requireFit(of: slot.current)
                return configuration
            })
        let listener = HTTPListener(
            service: service,
            onListening: { listeners in
                for listener in listeners {
                    logger.notice("model version \(slot.current.version) answers on \(Self.place(of: listener))")
                }
                try await supervision.confirmReady()
                // Requests do not wait for it.
                tables?.start()
            },
            onEnding: {
                tables?.stop()
                supervision.beginEnd()
            })
        let services = [listener, RetrainingService(worker: worker)] + (await supervision.services(reloader: reloader))
        let lifecycle = ServiceGroup(
            configuration: .init(
                services: services.map { .init(service: $0) },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await lifecycle.run()
        logger.notice("stopped")
    }

    /// Sends what is logged from now on to standard error.
    private func startLog(_ level: LogLevelSwitch, environment: [String: String]) -> (Logger, LogWriter) {
        let format = logFormat
        let isJournal = JournalStream.reads(environment: environment)
        let writer = LogWriter(dropNotice: { count in
            LogLine(
                level: .warning, time: Date(), message: "lines of the log were dropped, since nobody took them",
                metadata: ["lines": "\(count)"]
            ).bytes(as: format, isJournal: isJournal)
        })
        LoggingSystem.bootstrap { _ in
            SwitchedLogHandler(
                LineLogHandler(level: .trace, format: format, isJournal: isJournal, write: writer.write), level: level)
        }
        return (Logger(label: "adcast"), writer)
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

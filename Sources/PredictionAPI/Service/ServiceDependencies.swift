import AdvertiserDomain
import Checkpoints
import Dispatch
import Foundation
import HTTPCore
import Inference
import Logging
import Retraining

/// What a ``PredictionService`` is made of.
package struct ServiceDependencies: Sendable {
    /// Histories of stored advertisers; its calls block, and run on threads of the model and of the server's workers.
    package var source: any HistorySource
    package var slot: EngineSlot
    package var models: ModelDirectory
    /// Of that source and slot; `nil` to compute every forecast when it is asked for.
    package var tables: ForecastTables?
    /// Of that slot and directory.
    package var versions: VersionSwitch
    package var retraining: RetrainWorker
    package var configuration: ServingConfiguration
    /// Where to listen; the configured host and port unless told otherwise.
    package var addresses: [ListenAddress]
    package var access: AccessPolicy
    /// Decides what a day is, and so which day is today.
    package var timeZone: TimeZone
    package var clock: ServerClock
    package var logger: Logger
    /// The bytes of `openapi.yaml`.
    package var contract: [UInt8]
    package var page: PageSources
    /// Begins the identifiers of requests that bring none; different from process to process.
    package var identifierPrefix: String
    /// In which `/readyz` must have made a forecast.
    package var readinessDeadline: DispatchTimeInterval

    package init(
        source: any HistorySource, slot: EngineSlot, models: ModelDirectory, versions: VersionSwitch,
        retraining: RetrainWorker, configuration: ServingConfiguration, tables: ForecastTables? = nil,
        addresses: [ListenAddress]? = nil, access: AccessPolicy = AccessPolicy(tokens: nil), timeZone: TimeZone,
        clock: ServerClock = .system, logger: Logger, contract: [UInt8], page: PageSources,
        identifierPrefix: String, readinessDeadline: DispatchTimeInterval = .seconds(1)
    ) {
        self.source = source
        self.slot = slot
        self.models = models
        self.tables = tables
        self.versions = versions
        self.retraining = retraining
        self.configuration = configuration
        self.addresses = addresses ?? [.tcp(host: configuration.host, port: configuration.port)]
        self.access = access
        self.timeZone = timeZone
        self.clock = clock
        self.logger = logger
        self.contract = contract
        self.page = page
        self.identifierPrefix = identifierPrefix
        self.readinessDeadline = readinessDeadline
    }

    /// Forecasts of single requests that are computed at a time.
    var forwardCount: Int {
        configuration.threads > 0 ? configuration.threads : ProcessInfo.processInfo.activeProcessorCount
    }

    /// Threads that answer requests which neither a table nor the threads of the model can: most of them read the database.
    var workerThreads: Int { 8 * forwardCount }
}

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
    /// Histories of stored advertisers; its calls block, and run on the server's worker threads.
    package var source: any HistorySource
    package var slot: EngineSlot
    package var models: ModelDirectory
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
    /// Begins the identifiers of requests that bring none; different from process to process.
    package var identifierPrefix: String
    /// In which `/readyz` must have made a forecast.
    package var readinessDeadline: DispatchTimeInterval

    package init(
        source: any HistorySource, slot: EngineSlot, models: ModelDirectory, versions: VersionSwitch,
        retraining: RetrainWorker, configuration: ServingConfiguration,
        addresses: [ListenAddress]? = nil, access: AccessPolicy = AccessPolicy(tokens: nil), timeZone: TimeZone,
        clock: ServerClock = .system, logger: Logger, contract: [UInt8],
        identifierPrefix: String, readinessDeadline: DispatchTimeInterval = .seconds(1)
    ) {
        self.source = source
        self.slot = slot
        self.models = models
        self.versions = versions
        self.retraining = retraining
        self.configuration = configuration
        self.addresses = addresses ?? [.tcp(host: configuration.host, port: configuration.port)]
        self.access = access
        self.timeZone = timeZone
        self.clock = clock
        self.logger = logger
        self.contract = contract
        self.identifierPrefix = identifierPrefix
        self.readinessDeadline = readinessDeadline
    }

    /// Threads that answer requests. Some of them may wait for the database or a slow client, so there are more than cores.
    var workerThreads: Int {
        configuration.threads > 0 ? configuration.threads : 2 * ProcessInfo.processInfo.activeProcessorCount
    }
}

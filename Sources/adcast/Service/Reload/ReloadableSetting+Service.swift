import AdvertiserDomain
import Logging
import PredictionAPI
import Retraining

extension ReloadableSetting {
    /// What is logged.
    ///
    /// - Parameter fixed: the level of the command line, which goes before the configuration's.
    static func logLevel(_ levelSwitch: LogLevelSwitch, fixed: Logger.Level?) -> ReloadableSetting {
        ReloadableSetting(keys: ["serving.log_level"]) { configuration in
            let level = fixed ?? Logger.Level(configuration.serving.logLevel)
            return { levelSwitch.level = level }
        }
    }

    /// Limits and times of the service, and the tokens in the file that the configuration names.
    ///
    /// - Parameter access: who may do what by a configuration, its file of tokens read anew.
    static func serving(
        _ service: PredictionService, access: @escaping @Sendable (ServingConfiguration) throws -> AccessPolicy
    ) -> ReloadableSetting {
        ReloadableSetting(keys: [
            "serving.drain_timeout_seconds", "serving.idle_timeout_seconds", "serving.maximum_body_bytes",
            "serving.maximum_connections", "serving.request_timeout_seconds", "serving.token_file",
        ]) { configuration in
            try service.prepare(configuration.serving, access: access(configuration.serving))
        }
    }

    /// When the service trains, and what it puts in place; a cycle under way goes on by what it began with.
    static func retraining(_ worker: RetrainWorker) -> ReloadableSetting {
        ReloadableSetting(keys: ["retraining"]) { configuration in
            { worker.apply(configuration.retraining) }
        }
    }

    /// What the next training goes by: its process reads the configuration by itself.
    static let nextTraining = ReloadableSetting(keys: ["decision", "model", "pattern_days", "training"]) { _ in {} }
}

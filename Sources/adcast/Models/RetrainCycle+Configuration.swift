import AdvertiserDomain
import Checkpoints
import Inference
import Retraining

extension RetrainCycle {
    /// The cycle of a configuration, whose training is this program with another command.
    ///
    /// - Parameters:
    ///   - versions: what promotes.
    ///   - configurationFile: where `configuration` was read from; its paths may be other than the file's.
    init(
        _ configuration: AdcastConfiguration, versions: VersionSwitch, configurationFile: String,
        trainingDatabase: String? = nil
    ) {
        var arguments = [
            "challenge", "--config", configurationFile, "--database", configuration.database, "--models",
            configuration.models,
        ]
        if let trainingDatabase { arguments += ["--training-database", trainingDatabase] }
        self.init(
            models: ModelDirectory(path: configuration.models), versions: versions,
            spawner: ChallengerProcess(arguments: arguments), history: RetrainHistory(directory: configuration.models))
    }
}

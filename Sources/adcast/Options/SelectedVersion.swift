import AdvertiserDomain
import Checkpoints
import Features
import ForecastModels
import Inference

/// A version of the models directory, loaded and checked against the configuration.
struct SelectedVersion {
    let checkpoint: LoadedCheckpoint
    let engine: ForecastEngine

    /// - Parameter version: its number; `nil` takes the active one.
    /// - Throws: an `OperatorError` for a version that does not load, does not compute what it did when it was
    ///   published, or contradicts the configuration.
    init(_ version: Int?, of configuration: AdcastConfiguration) throws {
        let directory = ModelDirectory(path: configuration.models)
        func prepare(_ checkpoint: LoadedCheckpoint) throws -> (LoadedCheckpoint, ForecastEngine) {
            (checkpoint, try ForecastEngine(checkpoint))
        }
        (checkpoint, engine) =
            if let version { try prepare(directory.load(version)) } else { try directory.loadActive(prepare) }
        if let conflict = SpecificationConflict(
            version: checkpoint.version, model: checkpoint.manifest.features,
            configuration: FeatureSpecification(configuration: configuration))
        {
            throw conflict
        }
    }

    /// The network that serves, a copy of its own.
    ///
    /// - Throws: an `OperatorError` where the tensors are not those of the architecture.
    func model() throws -> any ForecastModel {
        let manifest = checkpoint.manifest
        return try ModelCatalog.load(
            architecture: manifest.architecture, configuration: manifest.model, specification: manifest.features,
            state: manifest.states.serving, tensors: checkpoint.tensors)
    }
}

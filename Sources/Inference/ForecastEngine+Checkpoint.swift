import Checkpoints
import ForecastModels

extension ForecastEngine {
    /// The engine of a checkpoint whose files were read and checked, once it has made the manifest's golden prediction.
    ///
    /// - Throws: ``EngineError`` where the tensors do not fit the manifest, or do not give its golden prediction.
    package convenience init(_ checkpoint: LoadedCheckpoint) throws(EngineError) {
        let manifest = checkpoint.manifest
        let model: any ForecastModel
        do {
            model = try ModelCatalog.load(
                architecture: manifest.architecture, configuration: manifest.model, specification: manifest.features,
                state: manifest.states.serving, tensors: checkpoint.tensors)
        } catch {
            throw .tensorsDoNotFit(version: checkpoint.version, error)
        }
        self.init(version: checkpoint.version, manifest: manifest, model: model)
        try verify()
    }
}

import AdvertiserDomain
import ForecastModels

/// Why a model cannot forecast.
package enum EngineError: OperatorError, Equatable {
    /// A forecast that is not a number.
    case notFinite(version: Int, scenario: String, task: String)
    /// The model does not give what it gave when it was published.
    case goldenPredictionDiffers(version: Int, expected: [Float], found: [Float])
    /// The tensors are not those of the manifest's architecture and sizes.
    case tensorsDoNotFit(version: Int, ModelCatalogError)

    package var isUsageFault: Bool { false }

    package var description: String {
        switch self {
        case .notFinite(let version, let scenario, let task):
            "model version \(version): the forecast of task '\(task)' in scenario '\(scenario)' is not a finite number; "
                + "activate another version or train anew"
        case .goldenPredictionDiffers(let version, let expected, let found):
            "model version \(version): its golden prediction is \(found) where \(expected) was published; this program "
                + "computes another model, so use the program that trained it or train anew"
        case .tensorsDoNotFit(let version, let error):
            "model version \(version): \(error); activate another version or train anew"
        }
    }
}

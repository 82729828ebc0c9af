import AdvertiserDomain

/// Why a model cannot forecast.
package enum EngineError: OperatorError, Equatable {
    /// A forecast that is not a number.
    case notFinite(version: Int, scenario: String, task: String)
    /// The model does not give what it gave when it was published.
    case goldenPredictionDiffers(version: Int, position: Int, expected: Float, found: Float)

    package var isUsageFault: Bool { false }

    package var description: String {
        switch self {
        case .notFinite(let version, let scenario, let task):
            "model version \(version): the forecast of task '\(task)' in scenario '\(scenario)' is not a finite number; "
                + "activate another version or train anew"
        case .goldenPredictionDiffers(let version, let position, let expected, let found):
            "model version \(version): number \(position) of its golden prediction is \(found) where \(expected) was "
                + "published; the files or the program do not belong together, so train anew or restore them"
        }
    }
}

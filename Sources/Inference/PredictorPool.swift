import ForecastModels
import Synchronization

/// Lends predictors, each to one caller at a time, and makes as many as are needed at once.
final class PredictorPool: Sendable {
    /// @unchecked: a predictor is either here or with the one caller that took it out, never with both.
    private struct Idle: @unchecked Sendable {
        let predictor: Predictor
    }

    private let model: any ForecastModel
    private let rule: ForecastRule
    private let idle = Mutex<[Idle]>([])

    init(model: any ForecastModel, rule: ForecastRule) {
        self.model = model
        self.rule = rule
    }

    /// Calls `body` with a predictor that nobody else uses meanwhile.
    func withPredictor<Result>(_ body: (Predictor) throws -> Result) rethrows -> Result {
        let lent =
            idle.withLock { $0.popLast() }
            ?? Idle(predictor: Predictor(model: model, rule: rule))
        defer { idle.withLock { $0.append(lent) } }
        return try body(lent.predictor)
    }
}

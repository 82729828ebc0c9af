import ForecastModels
import Synchronization

/// Lends predictors, each to one caller at a time, and makes as many as are needed at once.
final class PredictorPool: Sendable {
    /// @unchecked: a predictor is either here or with the one caller that took it out, never with both.
    private struct Idle: @unchecked Sendable {
        let predictor: Predictor
    }

    private let model: any ForecastModel
    private let taskScales: [Float]
    private let horizonDays: Int
    private let idle = Mutex<[Idle]>([])

    init(model: any ForecastModel, taskScales: [Float], horizonDays: Int) {
        self.model = model
        self.taskScales = taskScales
        self.horizonDays = horizonDays
    }

    /// Calls `body` with a predictor that nobody else uses meanwhile.
    func withPredictor<Result>(_ body: (Predictor) throws -> Result) rethrows -> Result {
        let lent =
            idle.withLock { $0.popLast() }
            ?? Idle(predictor: Predictor(model: model, taskScales: taskScales, horizonDays: horizonDays))
        defer { idle.withLock { $0.append(lent) } }
        return try body(lent.predictor)
    }
}

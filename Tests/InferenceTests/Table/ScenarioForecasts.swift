import ForecastModels

@testable import Inference

extension [ScenarioForecast] {
    /// Whether the forecasts are the same; numbers may differ as those of batches of other sizes do.
    func agree(with others: [ScenarioForecast]) -> Bool {
        count == others.count
            && zip(self, others).allSatisfy { one, other in
                one.scenario == other.scenario && one.status == other.status && one.historyDays == other.historyDays
                    && one.forecasts?.count == other.forecasts?.count
                    && zip(one.forecasts ?? [], other.forecasts ?? []).allSatisfy { one, other in
                        abs(one.mean - other.mean) <= 1e-5 * abs(other.mean)
                            && abs(one.point - other.point) <= 1e-5 * abs(other.point)
                    }
            }
    }
}

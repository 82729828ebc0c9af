import AdvertiserDomain
import ForecastModels
import Inference

extension JSONWriter {
    /// The answer to one request: a row for every scenario and task, scenario by scenario.
    ///
    /// - Parameters:
    ///   - advertiser: as the request names it.
    ///   - tasks: positions among the model's tasks.
    mutating func write(
        _ forecast: AdvertiserForecast, advertiser: String?, tasks: [Int], by engine: ForecastEngine
    ) {
        beginObject()
        key(literal: "model_version")
        value(engine.version)
        key(literal: "advertiser")
        if let advertiser { value(advertiser) } else { null() }
        key(literal: "as_of")
        value(forecast.asOf.isoText)
        key(literal: "from")
        value(forecast.firstDay.isoText)
        key(literal: "to")
        value(forecast.lastDay.isoText)
        key(literal: "decision")
        value(engine.decision)
        key(literal: "in_sample")
        value(forecast.isInSample)
        key(literal: "predictions")
        beginArray()
        for scenario in forecast.scenarios {
            for task in tasks {
                write(scenario, task: engine.tasks[task], forecast: scenario.forecasts?[task])
            }
        }
        endArray()
        endObject()
    }

    private mutating func write(_ scenario: ScenarioForecast, task: PredictionTask, forecast: Forecast?) {
        beginObject()
        key(literal: "scenario")
        value(scenario.scenario)
        key(literal: "task")
        value(task.name)
        key(literal: "unit")
        value(task.unit)
        key(literal: "status")
        value(scenario.status.rawValue)
        key(literal: "history_days")
        value(scenario.historyDays)
        if let forecast { writeNumbers(of: forecast) }
        endObject()
    }

    /// The members of a forecast, those that the head does not give left out.
    private mutating func writeNumbers(of forecast: Forecast) {
        key(literal: "mean")
        value(forecast.mean)
        key(literal: "point")
        value(forecast.point)
        write("active_probability", forecast.activeProbability)
        write("p10", forecast.p10)
        write("p50", forecast.p50)
        write("p90", forecast.p90)
    }

    private mutating func write(_ name: StaticString, _ number: Float?) {
        guard let number else { return }
        key(literal: name)
        value(number)
    }
}

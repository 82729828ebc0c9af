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
        key("model_version")
        value(engine.version)
        key("advertiser")
        if let advertiser { value(advertiser) } else { null() }
        key("as_of")
        value(forecast.asOf.isoText)
        key("from")
        value(forecast.firstDay.isoText)
        key("to")
        value(forecast.lastDay.isoText)
        key("decision")
        value(engine.decision)
        key("in_sample")
        value(forecast.isInSample)
        key("predictions")
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
        key("scenario")
        value(scenario.scenario)
        key("task")
        value(task.name)
        key("unit")
        value(task.unit)
        key("status")
        value(scenario.status.rawValue)
        key("history_days")
        value(scenario.historyDays)
        if let forecast { writeNumbers(of: forecast) }
        endObject()
    }

    /// The members of a forecast, those that the head does not give left out.
    private mutating func writeNumbers(of forecast: Forecast) {
        key("mean")
        value(forecast.mean)
        key("point")
        value(forecast.point)
        for field in ForecastField.allCases.dropFirst(2) {
            guard let number = field.value(in: forecast) else { continue }
            key(field.rawValue)
            value(number)
        }
    }
}

import AdvertiserDomain
import Features

extension ForecastEngine {
    /// A pass over everybody's windows, for ``pairForecasts(_:scenarios:asOf:isWanted:)``; its batches are as many pairs as
    /// go through the model at once.
    ///
    /// - Parameter isParallel: whether all cores may work, or the calling thread alone.
    package func platformPass(
        over source: any HistorySource, asOf: Day, advertisersPerPage: Int, isParallel: Bool = true
    ) -> HistoryPass {
        HistoryPass(
            over: source, from: asOf - (specification.windowDays - 1), through: asOf,
            advertisersPerPage: advertisersPerPage, pairsPerBatch: isParallel ? Self.sliceRows : nil)
    }

    /// The forecasts of pairs that have a row in the window, scored together on the calling thread.
    ///
    /// - Parameters:
    ///   - batch: of the window's rows.
    ///   - scenarios: all that is known of the scenarios.
    ///   - isWanted: leaves scenarios out by their names.
    /// - Returns: for each advertiser, in their order, an outcome for each of its pairs, ascending by scenario.
    /// - Throws: ``FeatureError`` where a history does not fit the specification.
    package func pairForecasts(
        _ batch: HistoryBatch, scenarios: [ScenarioRecord], asOf: Day,
        isWanted: (String) -> Bool = { _ in true }
    ) throws -> [[Result<AdvertiserForecast, any Error>]] {
        let days = specification.windowDays
        let panel = try Panel(
            histories: batch.histories, scenarios: scenarios, columns: specification.columns, from: asOf - (days - 1),
            through: asOf)
        let wanted = panel.scenarios.map { isWanted($0.name) }
        let trained = panel.scenarios.map { state.hasTrained(scenario: $0.name) }
        var samples: [Sample] = []
        for (position, series) in panel.series.enumerated()
        where batch.pairs.contains(position) && wanted[Int(series.scenario)] {
            samples.append(Sample(series: Int32(position), asOf: Int32(days - 1)))
        }
        let encoder = try SampleEncoder(panel: panel, encoding: encoding)
        let forecasts = predict(rowCount: samples.count, isParallel: false) { [samples] rows, batch in
            encoder.encode(samples[rows], into: &batch, labels: false)
        }
        var outcomes = [[Result<AdvertiserForecast, any Error>]](repeating: [], count: batch.histories.count)
        for (row, sample) in samples.enumerated() {
            let series = panel.series[Int(sample.series)]
            let scenario = Int(series.scenario)
            let name = panel.scenarios[scenario].name
            let numbers = forecasts[row * tasks.count..<(row + 1) * tasks.count]
            let firstRowDay = series.firstRowDay ?? 0
            outcomes[Int(series.advertiser)].append(
                Result {
                    try checkFinite(numbers, scenario: name)
                    return forecast(
                        asOf: asOf,
                        scenarios: [
                            ScenarioForecast(
                                scenario: name,
                                status: !trained[scenario] ? .coldScenario : firstRowDay == 0 ? .ok : .shortHistory,
                                historyDays: days - firstRowDay, forecasts: Array(numbers))
                        ])
                })
        }
        return outcomes
    }

    /// What is said of an advertiser without a row in the window.
    ///
    /// - Parameter scenarios: names, in the order of the answer.
    package func withoutHistory(asOf: Day, scenarios: [String]) -> AdvertiserForecast {
        forecast(
            asOf: asOf,
            scenarios: scenarios.map {
                ScenarioForecast(scenario: $0, status: .noHistory, historyDays: 0, forecasts: nil)
            })
    }
}

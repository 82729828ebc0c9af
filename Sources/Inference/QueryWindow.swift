import AdvertiserDomain
import Features

/// A query as samples: the window that ends with its as-of date, and what each scenario's history amounts to.
///
/// A class, because its many arrays go from hand to hand between reading and answering.
final class QueryWindow: Sendable {
    struct Row: Sendable {
        let scenario: String
        let status: ForecastStatus
        let historyDays: Int
    }

    /// In the order of the answer.
    let rows: [Row]
    /// One a row; none where the advertiser has no history.
    let samples: [Sample]
    let encoder: SampleEncoder

    /// - Throws: ``FeatureError`` where the history does not fit the specification.
    init(_ query: ForecastQuery, encoding: SampleEncoding) throws(FeatureError) {
        let days = encoding.specification.windowDays
        let panel = try Panel(
            history: query.history, scenarios: query.scenarios, columns: encoding.specification.columns,
            from: query.asOf - (days - 1), through: query.asOf, including: query.requested ?? [])
        let hasHistory = panel.series.contains { $0.rowCount > 0 }
        let names = query.requested ?? panel.series.map { panel.scenarios[Int($0.scenario)].name }
        var rows: [Row] = []
        var samples: [Sample] = []
        for name in names {
            guard let series = panel.seriesIndex(advertiser: 0, scenario: name) else {
                throw FeatureError.unknownScenario(name)
            }
            let firstRowDay = panel.series[series].firstRowDay
            let status: ForecastStatus =
                if !hasHistory {
                    .noHistory
                } else if !encoding.state.hasTrained(scenario: name) {
                    .coldScenario
                } else {
                    firstRowDay == 0 ? .ok : .shortHistory
                }
            rows.append(Row(scenario: name, status: status, historyDays: firstRowDay.map { days - $0 } ?? 0))
            if hasHistory { samples.append(Sample(series: Int32(series), asOf: Int32(days - 1))) }
        }
        self.rows = rows
        self.samples = samples
        self.encoder = try SampleEncoder(panel: panel, encoding: encoding)
    }
}

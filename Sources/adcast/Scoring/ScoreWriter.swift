import AdvertiserDomain
import ForecastModels
import Inference
import PredictionAPI

/// Scores as lines of NDJSON or CSV.
struct ScoreWriter {
    /// What is forecast of a pair.
    struct Row {
        let advertiser: String
        let forecast: ScenarioForecast

        /// - Throws: why there is no forecast of one of the pairs.
        static func rows(
            of histories: [AdvertiserHistory], _ outcomes: [[Result<AdvertiserForecast, any Error>]]
        ) throws -> [Row] {
            try zip(histories, outcomes).flatMap { history, outcomes in
                try outcomes.flatMap { try $0.get().scenarios }
                    .map { Row(advertiser: history.advertiser, forecast: $0) }
            }
        }
    }

    private let tasks: [String]
    private let fields: [ForecastField]
    private let isCSV: Bool

    /// - Parameter fields: the numbers of the version's forecasts.
    init(tasks: [String], fields: [ForecastField], isCSV: Bool) {
        self.tasks = tasks
        self.fields = fields
        self.isCSV = isCSV
    }

    /// The first line of a CSV; nothing for NDJSON.
    var header: [UInt8] {
        guard isCSV else { return [] }
        let numbers = tasks.flatMap { task in fields.map { "\(task)_\($0.rawValue)" } }
        var writer = CSVWriter()
        writer.writeRow(["advertiser", "scenario", "as_of"] + numbers)
        return writer.takeBytes()
    }

    func lines(_ rows: [Row], asOf: Day) -> [UInt8] {
        let date = asOf.isoText
        return isCSV ? csv(rows, date) : json(rows, date)
    }

    private func json(_ rows: [Row], _ date: String) -> [UInt8] {
        var writer = JSONWriter()
        for row in rows {
            writer.beginObject()
            writer.key("advertiser")
            writer.value(row.advertiser)
            writer.key("scenario")
            writer.value(row.forecast.scenario)
            writer.key("as_of")
            writer.value(date)
            writer.key("predictions")
            writer.beginObject()
            for (task, forecast) in zip(tasks, row.forecast.forecasts ?? []) {
                writer.key(task)
                writer.beginObject()
                for field in fields {
                    guard let number = field.value(in: forecast) else { continue }
                    writer.key(field.rawValue)
                    writer.value(number)
                }
                writer.endObject()
            }
            writer.endObject()
            writer.endObject()
            writer.newline()
        }
        return writer.bytes
    }

    private func csv(_ rows: [Row], _ date: String) -> [UInt8] {
        var writer = CSVWriter()
        for row in rows {
            let numbers = (row.forecast.forecasts ?? []).flatMap { forecast in
                fields.map { field in field.value(in: forecast).map { "\($0)" } ?? "" }
            }
            writer.writeRow([row.advertiser, row.forecast.scenario, date] + numbers)
        }
        return writer.takeBytes()
    }
}

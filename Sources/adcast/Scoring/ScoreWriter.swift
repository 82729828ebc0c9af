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
        let names = tasks.flatMap { task in fields.map { "\(task)_\($0.rawValue)" } }
        return Array((["advertiser", "scenario", "as_of"] + names).map(Self.quoted).joined(separator: ",").utf8) + [10]
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
        var text = ""
        for row in rows {
            text += Self.quoted(row.advertiser) + "," + Self.quoted(row.forecast.scenario) + "," + date
            for forecast in row.forecast.forecasts ?? [] {
                for field in fields {
                    text += ","
                    if let number = field.value(in: forecast) { text += "\(number)" }
                }
            }
            text += "\n"
        }
        return Array(text.utf8)
    }

    /// A field by RFC 4180.
    private static func quoted(_ field: String) -> String {
        guard field.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return field }
        return "\"" + field.replacing("\"", with: "\"\"") + "\""
    }
}

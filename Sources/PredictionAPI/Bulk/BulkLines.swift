import AdvertiserDomain
import ForecastModels
import Inference

/// Writes the lines of a bulk response, in either form.
struct BulkLines {
    private let format: BulkFormat
    private let engine: ForecastEngine
    private var json = JSONWriter(reservingCapacity: 64 << 10)
    private var csv = CSVWriter()
    private var lines = 0
    private var errors = 0

    init(_ format: BulkFormat, engine: ForecastEngine) {
        self.format = format
        self.engine = engine
        if format == .csv { csv.writeRow(Self.header) }
    }

    /// What stands in front of each number of a forecast, in a row of CSV, and what after it.
    private static let header =
        ["line", "advertiser", "scenario", "task", "unit", "status", "history_days"]
        + ForecastField.allCases.map(\.rawValue)
        + ["as_of", "from", "to", "decision", "in_sample", "model_version", "error"]

    /// How many lines were written; a line of NDJSON is one or more rows of CSV.
    var count: Int { lines }

    /// Takes the bytes that were written since the last call.
    mutating func takeBytes() -> [UInt8] {
        switch format {
        case .ndjson: return json.takeBytes()
        case .csv: return csv.takeBytes()
        }
    }

    /// Writes an answer.
    ///
    /// - Parameter tasks: positions among the model's.
    mutating func write(_ forecast: AdvertiserForecast, advertiser: String?, tasks: [Int]) {
        switch format {
        case .ndjson:
            json.write(forecast, advertiser: advertiser, tasks: tasks, by: engine)
            json.newline()
        case .csv: writeRows(forecast, advertiser: advertiser ?? "", tasks: tasks)
        }
        lines += 1
    }

    /// Writes what took the place of an answer.
    mutating func write(_ problem: ProblemDetails) {
        switch format {
        case .ndjson:
            json.beginObject()
            json.key("index")
            json.value(lines)
            json.key("error")
            problem.write(to: &json)
            json.endObject()
            json.newline()
        case .csv:
            var row = [String](repeating: "", count: Self.header.count)
            row[0] = String(lines)
            row[row.count - 1] = "\(problem.status) \(problem.kind.rawValue): \(problem.detail)"
            csv.writeRow(row)
        }
        lines += 1
        errors += 1
    }

    /// Writes the line by which the client knows that it has all.
    mutating func writeEnd() {
        switch format {
        case .ndjson:
            json.beginObject()
            json.key("end")
            json.value(true)
            json.key("lines")
            json.value(lines)
            json.key("errors")
            json.value(errors)
            json.endObject()
            json.newline()
        case .csv:
            var row = [String](repeating: "", count: Self.header.count)
            row.replaceSubrange(0..<3, with: ["end", String(lines), String(errors)])
            csv.writeRow(row)
        }
    }

    private mutating func writeRows(_ forecast: AdvertiserForecast, advertiser: String, tasks: [Int]) {
        let version = String(engine.version)
        func row(_ scenario: ScenarioForecast?, task: Int?) -> [String] {
            let numbers = task.flatMap { scenario?.forecasts?[$0] }
            return [
                String(lines), advertiser, scenario?.scenario ?? "", task.map { engine.tasks[$0].name } ?? "",
                task.map { engine.tasks[$0].unit } ?? "", (scenario?.status ?? .noHistory).rawValue,
                String(scenario?.historyDays ?? 0),
            ]
                + ForecastField.allCases.map { field in
                    numbers.flatMap { field.value(in: $0) }.map(\.description) ?? ""
                } + [
                    forecast.asOf.isoText, forecast.firstDay.isoText, forecast.lastDay.isoText, engine.decision,
                    String(forecast.isInSample), version, "",
                ]
        }
        if forecast.scenarios.isEmpty { csv.writeRow(row(nil, task: nil)) }
        for scenario in forecast.scenarios {
            for task in tasks { csv.writeRow(row(scenario, task: task)) }
        }
    }
}

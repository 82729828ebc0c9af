import AdvertiserDomain
import Checkpoints
import Foundation
import HTTPCore
import HTTPTypes
import Inference
import Retraining

/// `GET /metrics`: counters and gauges for Prometheus.
struct MetricsEndpoint: Sendable {
    let sessions: PredictionSessions
    let requests: RequestMetrics
    let versions: VersionSwitch
    let models: ModelDirectory
    let retraining: RetrainWorker
    /// Requests that wait for a thread.
    let queued: @Sendable () -> Int
    let startSeconds: Int

    func response() -> ServerResponse {
        var text = PrometheusText()
        requests.write(to: &text, queued: queued())
        sessions.metrics.write(to: &text)
        writeTable(to: &text)
        writeModel(to: &text)
        writeVersions(to: &text)
        writeForecastAge(to: &text)
        if let records = try? retraining.records() {
            RetrainMetrics(status: retraining.status, records: records).write(to: &text)
        }
        ProcessFigures.current().write(to: &text, startSeconds: startSeconds)
        return ServerResponse(fields: [.contentType: PrometheusText.contentType], body: .bytes(text.bytes))
    }

    private func writeTable(to text: inout PrometheusText) {
        guard let tables = sessions.tables else { return }
        let table = tables.current(for: sessions.slot.current)
        text.single(
            "forecast_table_ready", .gauge, "Whether look-ups are answered from a table.", table == nil ? 0 : 1)
        guard let table else { return }
        text.single(
            "forecast_table_advertisers", .gauge, "Advertisers in the table.", Double(table.advertiserCount))
        text.single("forecast_table_bytes", .gauge, "Length of the table.", Double(table.byteCount))
        text.single(
            "forecast_table_duration_seconds", .gauge, "Time it took to find or make the table.", tables.seconds ?? 0)
    }

    private func writeModel(to text: inout PrometheusText) {
        let engine = sessions.slot.current
        let manifest = engine.manifest
        text.single(
            "model_version_info", .gauge, "The version that answers, as labels.",
            labels: [
                ("version", String(engine.version)), ("architecture", manifest.architecture),
                ("sha256", manifest.tensorHash ?? ""),
            ], 1)
        text.single(
            "model_version", .gauge, "The number of the version that answers.", Double(engine.version))
        text.single(
            "model_age_seconds", .gauge, "Since the version that answers was published.",
            Double(sessions.clock.unixSeconds()) - manifest.createdAt.timeIntervalSince1970.rounded(.down))
    }

    private func writeVersions(to text: inout PrometheusText) {
        let loads = versions.loads
        text.family("model_load_total", .counter, "Loads of versions since the process began, by outcome.")
        text.sample("model_load_total", [("result", "ok")], Double(loads.succeeded))
        text.sample("model_load_total", [("result", "failed")], Double(loads.failed))
        text.single(
            "model_promotion_held", .gauge, "Whether somebody's choice of a version stands against promotion.",
            (try? models.hold()) == nil ? 0 : 1)
    }

    /// Left out where there is no day to forecast from, or the data cannot be read.
    private func writeForecastAge(to text: inout PrometheusText) {
        guard let newest = try? sessions.catalogue.contents().range?.newest else { return }
        // A day ends where the next one begins in the configured time zone.
        let midnight = Double((newest + 1).number) * 86_400
        let offset = sessions.timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: midnight))
        text.single(
            "forecast_age_seconds", .gauge, "Since the end of the newest complete day, from which forecasts are made.",
            Double(sessions.clock.unixSeconds()) - midnight + Double(offset))
    }
}

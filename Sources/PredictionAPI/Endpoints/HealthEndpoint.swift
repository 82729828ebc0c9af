import AdvertiserDomain
import Checkpoints
import HTTPCore
import Inference

/// `GET /health`, a summary for people and dashboards; `GET /livez`, the process answers; `GET /readyz`, it can forecast.
struct HealthEndpoint: Sendable {
    let sessions: PredictionSessions
    let check: ReadinessCheck
    let startNanoseconds: UInt64

    func health() -> ServerResponse {
        let engine = sessions.slot.current
        let contents = Result { try sessions.catalogue.contents() }
        let newest = (try? contents.get())?.range?.newest
        return .json { writer in
            writer.beginObject()
            writer.key("status")
            writer.value(newest == nil ? "degraded" : "ok")
            writer.key("model_version")
            writer.value(engine.version)
            writer.key("architecture")
            writer.value(engine.manifest.architecture)
            writer.key("newest_day")
            if let newest { writer.value(newest.isoText) } else { writer.null() }
            writer.key("forecast_age_days")
            if let newest { writer.value(sessions.today - newest) } else { writer.null() }
            writer.key("uptime_seconds")
            writer.value(Int((sessions.clock.monotonicNanoseconds() &- startNanoseconds) / 1_000_000_000))
            writer.endObject()
        }
    }

    func live() -> ServerResponse {
        status("alive")
    }

    /// - Throws: ``ProblemDetails`` of status 503 where no forecast is made in time.
    func ready() throws(ProblemDetails) -> ServerResponse {
        try check.run(on: sessions.slot.current)
        return status("ready")
    }

    private func status(_ status: String) -> ServerResponse {
        .json { writer in
            writer.beginObject()
            writer.key("status")
            writer.value(status)
            writer.endObject()
        }
    }
}

import AdvertiserDomain
import Checkpoints
import HTTPCore
import Inference

/// `GET /health`, a summary for people and dashboards; `GET /livez`, the process answers; `GET /readyz`, it can forecast.
struct HealthEndpoint: Sendable {
    let sessions: PredictionSessions
    let check: ReadinessCheck
    let databaseLog: DatabaseLog
    let startNanoseconds: UInt64

    /// The error itself is for the log: its text may hold paths.
    private static let unreadable = "The database cannot be read; the service's log says why."

    func health() -> ServerResponse {
        let engine = sessions.slot.current
        var newest: Day?
        var failure: (any Error)?
        do {
            newest = try sessions.catalogue.contents().range?.newest
        } catch {
            failure = error
        }
        databaseLog.write(failure)
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
            writer.key("database_error")
            if failure != nil { writer.value(Self.unreadable) } else { writer.null() }
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

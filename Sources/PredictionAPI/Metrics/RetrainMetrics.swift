import Foundation
import Retraining

/// What came of retraining cycles, those of earlier processes included.
struct RetrainMetrics {
    let status: RetrainStatus
    /// Oldest first.
    let records: [RetrainRecord]

    func write(to text: inout PrometheusText) {
        var isRunning = 0.0
        if case .running = status.activity { isRunning = 1 }
        text.single("retrain_running", .gauge, "Whether a cycle is under way.", isRunning)
        text.single("retrain_enabled", .gauge, "Whether cycles start by themselves.", status.isEnabled ? 1 : 0)
        text.single(
            "retrain_problem", .gauge, "Whether the last look at the data, the versions or the history failed.",
            status.problem == nil ? 0 : 1)
        text.family("retrain_runs_total", .counter, "Cycles by what came of them.")
        for outcome in RetrainRecord.Outcome.allCases where outcome != .started {
            let count = records.count { $0.outcome == outcome }
            text.sample("retrain_runs_total", [("result", outcome.rawValue)], Double(count))
        }
        let ended = records.filter { $0.seconds != nil }
        text.single(
            "retrain_duration_seconds_total", .counter, "Time that all cycles took.",
            ended.compactMap(\.seconds).reduce(0, +))
        guard let last = ended.last, let seconds = last.seconds, let finishedAt = last.finishedAt else { return }
        text.single(
            "retrain_last_info", .gauge, "What came of the last cycle, as a label.",
            labels: [("result", last.outcome.rawValue)], 1)
        text.single("retrain_last_duration_seconds", .gauge, "Time that the last cycle took.", seconds)
        text.single(
            "retrain_last_finished_timestamp_seconds", .gauge, "When the last cycle ended, in seconds since 1970.",
            finishedAt.timeIntervalSince1970)
    }
}

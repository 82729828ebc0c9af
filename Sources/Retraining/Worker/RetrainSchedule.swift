import AdvertiserDomain
import Foundation

/// When the next cycle is due, by the configuration and the history.
struct RetrainSchedule: Equatable {
    enum Next: Equatable {
        case cycle(RetrainTrigger)
        /// Cycles failed of late, so the next try waits.
        case backOff(until: Date, after: String)
        /// Nothing is due; the schedule's next time, where there is one.
        case wait(until: Date?)
    }

    /// The wait after the first failure; it doubles with each further one.
    static let firstBackOffSeconds = 60.0
    static let longestBackOffSeconds = 6 * 3_600.0

    var configuration: RetrainingConfiguration
    /// When the service began.
    let beganAt: Date

    /// - Parameters:
    ///   - newestDay: the newest complete day; `nil` where there is none.
    ///   - championDay: the newest day of labels that the version which serves was trained on.
    ///   - records: all cycles, oldest first; none of them is under way.
    ///   - jitter: from 0 to 1, drawn once for each wait.
    func next(
        at now: Date, newestDay: Day?, championDay: Day, records: [RetrainRecord], jitter: Double
    ) -> Next {
        guard configuration.isEnabled, let newestDay else { return .wait(until: nil) }
        if let (until, reason) = backOff(records, at: now, jitter), now < until {
            return .backOff(until: until, after: reason)
        }

        let decided = records.filter { $0.outcome.isDecision }
        let judgedDay = max(championDay, decided.map(\.newestDay).max() ?? championDay)
        if configuration.onNewDay, newestDay > judgedDay {
            return .cycle(RetrainTrigger(kind: .newDay, why: "\(newestDay) is complete"))
        }
        guard let hours = configuration.everyHours else { return .wait(until: nil) }
        let lastStart = decided.last.map(\.startedAt).flatMap { $0 <= now ? $0 : nil } ?? beganAt
        let due = lastStart + hours * 3_600 + jitter * Double(configuration.jitterMinutes) * 60
        guard now >= due else { return .wait(until: due) }
        return .cycle(
            RetrainTrigger(kind: .schedule, why: "the last cycle began \(Self.written(now, since: lastStart)) ago"))
    }

    /// Until when, and after what, the next try waits; `nil` where the last cycle did not fail.
    private func backOff(
        _ records: [RetrainRecord], at now: Date, _ jitter: Double
    ) -> (until: Date, reason: String)? {
        let failures = records.reversed().filter { $0.outcome != .interrupted }.prefix { !$0.outcome.isDecision }
        guard let last = failures.first else { return nil }
        let failedAt = last.finishedAt ?? last.startedAt
        // A time in the future was written by a clock that was wrong.
        guard failedAt <= now else { return nil }
        let doublings = Double(min(failures.count - 1, 20))
        let seconds = min(Self.firstBackOffSeconds * pow(2, doublings), Self.longestBackOffSeconds)
        let reason = last.outcome == .started ? "the end of cycle \(last.cycle) is not written down" : last.reason
        return (failedAt + seconds * (1 + 0.25 * jitter), reason)
    }

    private static func written(_ now: Date, since start: Date) -> String {
        String(format: "%.1f h", max(0, now.timeIntervalSince(start)) / 3_600)
    }
}

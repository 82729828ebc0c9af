import AdvertiserDomain
import Checkpoints
import Foundation
import Inference

/// One retraining cycle: train a challenger in a process of its own, compare, promote or not, remove old versions, and
/// write all of it down.
package struct RetrainCycle: RetrainCycling {
    private let models: ModelDirectory
    private let versions: VersionSwitch
    private let spawner: any ChallengerSpawner
    private let history: RetrainHistory
    private let now: @Sendable () -> Date
    private let fileSystem: any FileSystem

    /// - Parameter fileSystem: its locks are not waited for.
    package init(
        models: ModelDirectory, versions: VersionSwitch, spawner: any ChallengerSpawner,
        history: RetrainHistory, now: @escaping @Sendable () -> Date = { Date() },
        fileSystem: any FileSystem = POSIXFileSystem(lockTimeoutSeconds: 0)
    ) {
        self.models = models
        self.versions = versions
        self.spawner = spawner
        self.history = history
        self.now = now
        self.fileSystem = fileSystem
    }

    package func run(
        _ trigger: RetrainTrigger, newestDay: Day, configuration: RetrainingConfiguration,
        progress: @escaping @Sendable (String) -> Void
    ) async throws -> RetrainRecord {
        let lock: RetrainLock
        let cycle: Int
        do {
            guard let taken = try RetrainLock(directory: models.path, fileSystem: fileSystem) else {
                throw RetrainError.alreadyRunning(directory: models.path)
            }
            lock = taken
            cycle = (try history.records().last?.cycle ?? 0) + 1
        } catch let fault as FileSystemFault {
            throw RetrainError.fileSystem(fault)
        }
        defer { withExtendedLifetime(lock) {} }
        let startedAt = now()
        func record(
            _ outcome: RetrainRecord.Outcome, _ reason: String, _ report: ChallengeReport? = nil, removed: [Int] = []
        ) -> RetrainRecord {
            RetrainRecord(
                cycle: cycle, trigger: trigger, newestDay: newestDay, startedAt: startedAt,
                finishedAt: outcome == .started ? nil : now(), outcome: outcome, reason: reason, report: report,
                removed: removed)
        }
        try write(record(.started, trigger.why))
        // A challenger that is refused must not serve because it has the highest number.
        try versions.nameCurrent(by: "retraining", why: "it served when a challenger was to be trained")

        let result = await spawner.challenge(
            until: newestDay, deadline: .seconds(60 * configuration.deadlineMinutes), progress: progress)
        guard case .finished(let report) = result else {
            let last = record(result == .interrupted ? .interrupted : .failed, result.failure ?? "")
            try write(last)
            return last
        }
        let (outcome, decided) = conclude(report, by: PromotionPolicy(configuration))
        var reason = decided
        var removed: [Int] = []
        do {
            removed = try versions.prune(keeping: configuration.keepVersions)
        } catch {
            reason += "; old versions were not removed: \(error.operatorDescription)"
        }
        let last = record(outcome, reason, report, removed: removed)
        try write(last)
        return last
    }

    /// Decides on a challenger and acts on it.
    private func conclude(_ report: ChallengeReport, by policy: PromotionPolicy) -> (RetrainRecord.Outcome, String) {
        do {
            let decision = policy.decide(report, hold: try models.hold())
            switch decision.verdict {
            case .refuse: return (.refused, decision.reason)
            case .hold: return (.held, decision.reason)
            case .promote:
                try versions.promote(
                    report.challenger, insteadOf: report.champion, by: "retraining", why: decision.reason)
                return (.promoted, decision.reason)
            }
        } catch CheckpointError.held(let hold, _) {
            return (.held, "\(hold.by) chose version \(hold.version) during the training, which holds promotion")
        } catch CheckpointError.replaced(_, let found, _) {
            return (.refused, "version \(found), which was activated during the training, is not the one compared with")
        } catch {
            return (.failed, "version \(report.challenger) could not be put in place: \(error.operatorDescription)")
        }
    }

    private func write(_ record: RetrainRecord) throws {
        do {
            try history.append(record)
        } catch let fault as FileSystemFault {
            throw RetrainError.fileSystem(fault)
        }
    }
}

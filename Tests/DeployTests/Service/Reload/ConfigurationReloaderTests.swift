import AdvertiserDomain
import Synchronization
import Testing

@testable import adcast

struct ConfigurationReloaderTests {
    private struct Refusal: Error, CustomStringConvertible {
        let description: String
    }

    /// A file that changes, and settings that are put into effect.
    private final class Scene: Sendable {
        let file = Mutex<Result<AdcastConfiguration, Refusal>>(.success(.example))
        let drainTimeout = Mutex(0.0)
        let keptVersions = Mutex(0)

        /// A reloader of the drain timeout, and of the retraining section, where keeping no version is refused.
        func reloader() -> ConfigurationReloader {
            ConfigurationReloader(
                initial: .example,
                settings: [
                    ReloadableSetting(keys: ["serving.drain_timeout_seconds"]) { new in
                        { self.drainTimeout.withLock { $0 = new.serving.drainTimeoutSeconds } }
                    },
                    ReloadableSetting(keys: ["retraining"]) { new in
                        guard new.retraining.keepVersions > 0 else {
                            throw Refusal(description: "nothing would be kept")
                        }
                        return { self.keptVersions.withLock { $0 = new.retraining.keepVersions } }
                    },
                ],
                load: { try self.file.withLock { $0 }.get() })
        }

        func write(_ change: (inout AdcastConfiguration) -> Void) {
            var configuration = AdcastConfiguration.example
            change(&configuration)
            file.withLock { $0 = .success(configuration) }
        }
    }

    private let scene = Scene()

    @Test func anUnchangedFileChangesNothing() {
        let outcome = scene.reloader().reload()
        #expect(outcome == .applied(changed: [], needRestart: []))
        #expect(outcome.description == "configuration reloaded, nothing changed")
    }

    @Test func whatCanChangeDoesAndTheRestIsNamed() {
        let reloader = scene.reloader()
        scene.write {
            $0.serving.drainTimeoutSeconds = 3
            $0.retraining.keepVersions = 9
            $0.serving.port = 9_000
            $0.windowDays = 20
        }
        let outcome = reloader.reload()
        #expect(
            outcome
                == .applied(
                    changed: ["retraining.keep_versions", "serving.drain_timeout_seconds"],
                    needRestart: ["serving.port", "window_days"]))
        #expect(
            outcome.description
                == "configuration reloaded: retraining.keep_versions, serving.drain_timeout_seconds; "
                + "changes to serving.port, window_days need a restart")
        #expect(scene.drainTimeout.withLock { $0 } == 3)
        #expect(scene.keptVersions.withLock { $0 } == 9)
        // What was applied is not news any more; what needs a restart still does.
        #expect(reloader.reload() == .applied(changed: [], needRestart: ["serving.port", "window_days"]))
        scene.write { $0.serving.drainTimeoutSeconds = 3 }
        #expect(reloader.reload() == .applied(changed: ["retraining.keep_versions"], needRestart: []))
    }

    @Test func whatTheNextTrainingReadsNeedsNoRestart() {
        let reloader = ConfigurationReloader(
            initial: .example, settings: [.nextTraining], load: { try scene.file.withLock { $0 }.get() })
        scene.write {
            $0.decision = .nmae
            $0.patternDays = 7
            $0.model.experts = 2
            $0.training.epochs = 9
        }
        #expect(
            reloader.reload()
                == .applied(
                    changed: ["decision", "model.experts", "pattern_days", "training.epochs"], needRestart: []))
    }

    @Test func aFileThatDoesNotLoadChangesNothing() {
        let reloader = scene.reloader()
        scene.file.withLock { $0 = .failure(Refusal(description: "adcast.yaml: line 3: no such key")) }
        let outcome = reloader.reload()
        #expect(outcome == .refused(reason: "adcast.yaml: line 3: no such key"))
        #expect(
            outcome.description
                == "the new configuration is refused and the old one stays: adcast.yaml: line 3: no such key")
        #expect(scene.drainTimeout.withLock { $0 } == 0)
    }

    @Test func oneSettingThatIsRefusedKeepsAllOthers() {
        let reloader = scene.reloader()
        scene.write {
            $0.serving.drainTimeoutSeconds = 3
            $0.retraining.keepVersions = 0
        }
        #expect(reloader.reload() == .refused(reason: "nothing would be kept"))
        #expect(scene.drainTimeout.withLock { $0 } == 0)
        scene.write { $0.serving.drainTimeoutSeconds = 3 }
        #expect(reloader.reload() == .applied(changed: ["serving.drain_timeout_seconds"], needRestart: []))
    }
}

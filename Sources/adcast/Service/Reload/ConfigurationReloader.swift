import AdvertiserDomain
import Synchronization

/// Takes a changed configuration over into the running service: as a whole or not at all, but for what takes a restart.
final class ConfigurationReloader: Sendable {
    private let load: @Sendable () throws -> AdcastConfiguration
    private let settings: [ReloadableSetting]
    /// The configuration that the service started with: what takes a restart is still as it was then.
    private let initial: AdcastConfiguration
    /// The last configuration that was taken over.
    private let applied: Mutex<AdcastConfiguration>

    /// - Parameters:
    ///   - initial: what the service started with.
    ///   - load: reads and checks the configuration, with what the command line puts in its place.
    init(
        initial: AdcastConfiguration, settings: [ReloadableSetting],
        load: @escaping @Sendable () throws -> AdcastConfiguration
    ) {
        self.initial = initial
        self.load = load
        self.settings = settings
        applied = Mutex(initial)
    }

    /// Reads the configuration anew. Everything is checked before anything is changed.
    func reload() -> ReloadOutcome {
        applied.withLock { applied in
            do {
                let new = try load()
                let commitments = try settings.map { try $0.prepare(new) }
                for commit in commitments { commit() }
                let changed = ConfigurationDifference.keys(applied, new).filter(isReloadable)
                let needRestart = ConfigurationDifference.keys(initial, new).filter { !isReloadable($0) }
                applied = new
                return .applied(changed: changed, needRestart: needRestart)
            } catch {
                return .refused(reason: "\(error)")
            }
        }
    }

    private func isReloadable(_ key: String) -> Bool {
        settings.contains { $0.covers(key) }
    }
}

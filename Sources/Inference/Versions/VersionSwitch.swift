import AdvertiserDomain
import Checkpoints
import Foundation
import Synchronization

/// Changes which version serves: loads it beside the one that answers, checks it, names it in the directory, and then puts
/// it in place by one store.
///
/// Whatever fails, what answered before goes on answering. Changes take turns; they load files and are never made on the
/// path of a request.
package final class VersionSwitch: Sendable {
    /// A version that can serve.
    private struct Candidate {
        let checkpoint: LoadedCheckpoint
        let engine: ForecastEngine
    }

    private let directory: ModelDirectory
    private let slot: EngineSlot?
    private let accept: @Sendable (ForecastEngine) throws -> Void
    private let now: @Sendable () -> Date
    private let turn = Mutex<Void>(())
    /// What was tried and failed, by version.
    private let failures = Mutex<[Int: String]>([:])
    private let tally = Mutex(LoadTally())

    /// - Parameters:
    ///   - slot: what answers requests; `nil` in a process that answers none.
    ///   - accept: throws for a version that does not fit this process, such as its configuration.
    package init(
        directory: ModelDirectory, slot: EngineSlot?,
        accept: @escaping @Sendable (ForecastEngine) throws -> Void = { _ in },
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.directory = directory
        self.slot = slot
        self.accept = accept
        self.now = now
    }

    /// Loads since the process began.
    package var loads: LoadTally { tally.withLock { $0 } }

    package func loadState(of version: Int) -> LoadState {
        if slot?.current.version == version { return .ok }
        return failures.withLock { $0[version] }.map { .failed(reason: $0) } ?? .notLoaded
    }

    /// Puts a version that somebody chose in place, and holds promotion.
    ///
    /// - Throws: ``CheckpointError``, ``EngineError``, or what the process has against the version.
    @discardableResult
    package func activate(_ version: Int, by: String, why: String) throws -> Activation {
        try turn.withLock { _ in
            let candidate = try load(version)
            let activation = try directory.activate(
                candidate.checkpoint, by: by, why: why, action: .activate, at: now())
            slot?.replace(with: candidate.engine)
            return activation
        }
    }

    /// Puts the version that served before in place, or the one before that where it cannot serve, and holds promotion.
    ///
    /// - Throws: ``CheckpointError/noPredecessor(of:directory:)`` where none can, or a fault of the file system.
    @discardableResult
    package func rollback(by: String, why: String) throws -> Activation {
        try turn.withLock { _ in
            let current = try currentVersion()
            for version in try directory.predecessors(of: current) {
                guard let candidate = try? load(version) else { continue }
                let activation = try directory.activate(
                    candidate.checkpoint, by: by, why: why, action: .rollback, at: now())
                slot?.replace(with: candidate.engine)
                return activation
            }
            throw CheckpointError.noPredecessor(of: current, directory: directory.path)
        }
    }

    /// Lets promotion go on; the version that serves stays.
    @discardableResult
    package func release(by: String, why: String) throws -> Activation {
        try turn.withLock { _ in
            try directory.release(currentVersion(), by: by, why: why, at: now())
        }
    }

    /// Puts a version in place that proved no worse than the champion.
    ///
    /// - Parameter champion: the version it was compared with; `nil` where there was none.
    /// - Throws: ``CheckpointError/held(_:directory:)``, ``CheckpointError/replaced(expected:found:directory:)``, or what
    ///   loading it throws.
    @discardableResult
    package func promote(
        _ version: Int, insteadOf champion: Int?, by: String, why: String
    ) throws -> Activation {
        try turn.withLock { _ in
            let candidate = try load(version)
            let activation = try directory.promote(
                candidate.checkpoint, insteadOf: champion, by: by, why: why, at: now())
            slot?.replace(with: candidate.engine)
            return activation
        }
    }

    /// Puts the version in place that the directory names, where another process has changed that.
    ///
    /// - Returns: the version, where it is another than before.
    /// - Throws: what loading it throws; what answered before goes on answering.
    @discardableResult
    package func follow() throws -> Int? {
        guard let slot else { return nil }
        return try turn.withLock { _ in
            guard let version = try directory.activeVersion(), version != slot.current.version else { return nil }
            slot.replace(with: try load(version, from: directory.loadNamed).engine)
            return version
        }
    }

    /// Names the version that serves in the directory where nothing is named, so that it still serves when there is a
    /// higher one.
    ///
    /// - Throws: a fault of the file system; a directory without a version that loads is left as it is.
    package func nameCurrent(by: String, why: String) throws {
        try turn.withLock { _ in
            guard try directory.activeVersion() == nil, let version = try? currentVersion() else { return }
            try directory.activate(try load(version).checkpoint, by: by, why: why, action: .train, at: now())
        }
    }

    /// Removes old versions, but none that serves or served last.
    ///
    /// - Returns: those removed, ascending.
    package func prune(keeping count: Int) throws -> [Int] {
        try turn.withLock { _ in
            try directory.prune(keeping: count, serving: [currentVersion()])
        }
    }

    private func currentVersion() throws -> Int {
        if let slot { return slot.current.version }
        if let version = try directory.activeVersion() { return version }
        return try directory.loadActive { try ForecastEngine($0).version }
    }

    /// Reads a version and lets it make its golden prediction, which also leaves it warm.
    private func load(_ version: Int) throws -> Candidate {
        try load(version, from: directory.load)
    }

    private func load(_ version: Int, from read: (Int) throws -> LoadedCheckpoint) throws -> Candidate {
        do {
            let checkpoint = try read(version)
            let engine = try ForecastEngine(checkpoint)
            try accept(engine)
            failures.withLock { $0[version] = nil }
            tally.withLock { $0.succeeded += 1 }
            return Candidate(checkpoint: checkpoint, engine: engine)
        } catch {
            failures.withLock { $0[version] = error.operatorDescription }
            tally.withLock { $0.failed += 1 }
            throw error
        }
    }
}

import AdvertiserDomain
import Foundation
import HTTPCore
import Inference
import Synchronization

/// Opens a session for each request.
final class PredictionSessions: Sendable {
    let source: any HistorySource
    let slot: EngineSlot
    let catalogue: SourceCatalogue
    let clock: ServerClock
    let timeZone: TimeZone
    let metrics: InferenceMetrics
    let tables: ForecastTables?
    private let batcher: ForecastBatcher
    private let basis = Mutex<PredictionBasis?>(nil)
    /// A second and the day it belongs to.
    private let knownDay = Mutex<(second: Int, day: Day)?>(nil)

    init(
        source: any HistorySource, slot: EngineSlot, tables: ForecastTables?, forwardCount: Int, clock: ServerClock,
        timeZone: TimeZone
    ) {
        self.source = source
        self.slot = slot
        self.tables = tables
        self.clock = clock
        self.timeZone = timeZone
        let metrics = InferenceMetrics()
        self.metrics = metrics
        catalogue = SourceCatalogue(source: source, clock: clock)
        batcher = ForecastBatcher(
            source: source, forwardCount: forwardCount, capacity: Self.waitingRequests,
            patienceSeconds: Self.patienceSeconds,
            monotonicNanoseconds: clock.monotonicNanoseconds, observe: metrics.count)
    }

    /// Requests that may wait for the model.
    private static let waitingRequests = 1_024
    /// For which one may wait; a client that gets no answer by then asks somebody else.
    private static let patienceSeconds = 5.0

    /// - Throws: what the source throws.
    func open() throws -> PredictionSession {
        session(try catalogue.contents())
    }

    /// A session where the source need not be read for it.
    func openAtOnce() -> PredictionSession? {
        catalogue.recent.map(session)
    }

    private func session(_ contents: SourceCatalogue.Contents) -> PredictionSession {
        let engine = slot.current
        let today = today
        let basis = basis.withLock { basis in
            if let basis, basis.engine === engine, basis.contents === contents, basis.decoder.today == today {
                return basis
            }
            let made = PredictionBasis(engine: engine, contents: contents, today: today)
            basis = made
            return made
        }
        return PredictionSession(
            basis: basis, source: source, table: tables?.current(for: engine), batcher: batcher, metrics: metrics,
            clock: clock)
    }

    var today: Day {
        let second = clock.unixSeconds()
        return knownDay.withLock { known in
            if let known, known.second == second { return known.day }
            let day = Day(of: Date(timeIntervalSince1970: Double(second)), in: timeZone)
            known = (second, day)
            return day
        }
    }
}

import AdvertiserDomain
import Foundation
import HTTPCore
import Inference

/// Opens a session for each request.
struct PredictionSessions: Sendable {
    let source: any HistorySource
    let slot: EngineSlot
    let catalogue: SourceCatalogue
    let clock: ServerClock
    let timeZone: TimeZone
    let metrics = InferenceMetrics()

    /// - Throws: what the source throws.
    func open() throws -> PredictionSession {
        PredictionSession(
            engine: slot.current, source: source, contents: try catalogue.contents(), today: today,
            metrics: metrics, clock: clock)
    }

    var today: Day {
        Day(of: Date(timeIntervalSince1970: Double(clock.unixSeconds())), in: timeZone)
    }
}

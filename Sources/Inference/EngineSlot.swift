import Synchronization

/// Holds the engine that answers now. A request reads it once and keeps what it got, so that its response is wholly of one
/// version; an engine that was replaced is freed when its last request ends.
package final class EngineSlot: Sendable {
    private let engine: Mutex<ForecastEngine>

    package init(_ engine: ForecastEngine) {
        self.engine = Mutex(engine)
    }

    package var current: ForecastEngine {
        engine.withLock { $0 }
    }

    /// Puts `next` in place of the current engine, which is returned.
    @discardableResult
    package func replace(with next: ForecastEngine) -> ForecastEngine {
        engine.withLock { current in
            defer { current = next }
            return current
        }
    }
}

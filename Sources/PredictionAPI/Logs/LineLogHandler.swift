import Foundation
import Logging

/// Makes lines of the messages of swift-log.
package struct LineLogHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level
    private let format: LogFormat
    private let isJournal: Bool
    private let now: @Sendable () -> Date
    private let write: @Sendable ([UInt8]) -> Void

    /// - Parameters:
    ///   - isJournal: whether the system's journal reads the lines.
    ///   - write: takes a whole line; called on any thread.
    package init(
        level: Logger.Level, format: LogFormat, isJournal: Bool, now: @escaping @Sendable () -> Date = { Date() },
        write: @escaping @Sendable ([UInt8]) -> Void
    ) {
        logLevel = level
        self.format = format
        self.isJournal = isJournal
        self.now = now
        self.write = write
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var metadata = metadata
        if let own = event.metadata { metadata.merge(own) { _, own in own } }
        if let error = event.error { metadata["error"] = "\(error)" }
        let line = LogLine(
            level: event.level, time: now(), message: event.message.description, metadata: metadata)
        write(line.bytes(as: format, isJournal: isJournal))
    }
}

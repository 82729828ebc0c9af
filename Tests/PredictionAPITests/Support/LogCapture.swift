import Foundation
import Logging
import Synchronization

@testable import PredictionAPI

/// Keeps what is logged.
final class LogCapture: Sendable {
    private let lines = Mutex<[String]>([])

    var text: String { lines.withLock { $0.joined() } }

    func logger(level: Logger.Level = .debug, format: LogFormat = .text, isJournal: Bool = true) -> Logger {
        Logger(label: "test") { [self] _ in
            LineLogHandler(
                level: level, format: format, isJournal: isJournal,
                now: { Date(timeIntervalSince1970: 1_600_000_000.25) },
                write: { line in self.lines.withLock { $0.append(String(decoding: line, as: UTF8.self)) } })
        }
    }
}

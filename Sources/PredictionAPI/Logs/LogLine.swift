import Foundation
import Logging

/// One message of the log, and its line in the two formats.
package struct LogLine: Sendable {
    package let level: Logger.Level
    package let time: Date
    package let message: String
    /// Ascending by key.
    package let metadata: [(key: String, value: String)]

    package init(level: Logger.Level, time: Date, message: String, metadata: Logger.Metadata) {
        self.level = level
        self.time = time
        self.message = message
        self.metadata = metadata.map { ($0.key, "\($0.value)") }.sorted { $0.key < $1.key }
    }

    /// The line with its line feed.
    ///
    /// - Parameter isJournal: whether the system's journal reads it, which takes the severity from a `<N>` in front
    ///   (sd-daemon(3)) and knows the time itself.
    package func bytes(as format: LogFormat, isJournal: Bool) -> [UInt8] {
        let priority = isJournal ? "<\(Self.priority(of: level))>" : ""
        switch format {
        case .text: return Array((priority + text(withTime: !isJournal) + "\n").utf8)
        case .json: return Array(priority.utf8) + json()
        }
    }

    private func text(withTime: Bool) -> String {
        var line = withTime ? "\(Self.written(time)) \(level.rawValue): " : ""
        line += Self.singleLine(message, quotes: false)
        for (key, value) in metadata {
            let isPlain = !value.isEmpty && !value.unicodeScalars.contains { $0 == "\"" || $0.properties.isWhitespace }
            line += " \(key)=\(isPlain ? value : "\"\(Self.singleLine(value, quotes: true))\"")"
        }
        return line
    }

    private func json() -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("time")
        writer.value(Self.written(time))
        writer.key("level")
        writer.value(level.rawValue)
        writer.key("message")
        writer.value(message)
        for (key, value) in metadata where !["time", "level", "message"].contains(key) {
            writer.key(key)
            writer.value(value)
        }
        writer.endObject()
        writer.newline()
        return writer.bytes
    }

    private static func written(_ time: Date) -> String {
        time.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    /// What would begin a line of its own, or end the quotes, is written as an escape, so that nobody's text looks like a
    /// message of ours.
    private static func singleLine(_ text: String, quotes: Bool) -> String {
        var line = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": line += "\\n"
            case "\r": line += "\\r"
            case "\"" where quotes: line += "\\\""
            default:
                if scalar.properties.generalCategory == .control {
                    line += "\\u{\(String(scalar.value, radix: 16))}"
                } else {
                    line.unicodeScalars.append(scalar)
                }
            }
        }
        return line
    }

    /// The severities of syslog(3).
    private static func priority(of level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}

import HTTPCore
import HTTPTypes
import Logging

/// Writes what became of each request: what the service failed at as a warning, what it refused as information, the rest
/// for those who look for faults.
struct AccessLog: Sendable {
    let logger: Logger

    func write(_ record: RequestRecord) {
        let level: Logger.Level =
            switch record.status.code {
            case 500...: .warning
            case 400...: .info
            default: .debug
            }
        guard level >= logger.logLevel else { return }
        logger.log(
            level: level,
            "\(record.method?.rawValue ?? "-") \(record.template ?? "-") \(record.status.code)",
            metadata: [
                "request": "\(record.label ?? "-")", "seconds": "\(record.seconds)", "bytes_in": "\(record.bodyBytes)",
                "bytes_out": "\(record.bytes)", "incomplete": "\(record.isIncomplete)",
            ])
    }
}

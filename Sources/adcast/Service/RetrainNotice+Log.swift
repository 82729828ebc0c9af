import Logging
import Retraining

extension RetrainNotice {
    /// Writes what happened to the log.
    func write(to logger: Logger) {
        switch self {
        case .started(let trigger):
            logger.notice("a retraining cycle starts", metadata: ["why": "\(trigger.why)"])
        case .progress(let line): logger.debug("retraining: \(line)")
        case .finished(let record):
            let level: Logger.Level =
                switch record.outcome {
                case .failed: .error
                case .interrupted: .warning
                default: .notice
                }
            logger.log(
                level: level, "retraining cycle \(record.cycle): \(record.outcome.rawValue): \(record.reason)",
                metadata: ["newest_day": "\(record.newestDay)", "seconds": "\(record.seconds ?? 0)"])
        case .failed(let reason): logger.error("a retraining cycle could not run: \(reason)")
        case .followed(let version):
            logger.notice("version \(version), which another process activated, answers")
        case .problem(let problem): logger.warning("retraining: \(problem)")
        }
    }
}

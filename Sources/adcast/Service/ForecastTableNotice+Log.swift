import Inference
import Logging

extension ForecastTableNotice {
    /// Writes what happened to the log.
    func write(to logger: Logger) {
        switch self {
        case .ready(let table, let seconds, let isNew):
            logger.notice(
                "forecasts of \(table.advertiserCount) advertisers as of \(table.key.asOf) are \(isNew ? "computed" : "there")",
                metadata: [
                    "version": "\(table.key.modelVersion)", "pairs": "\(table.rowCount)", "bytes": "\(table.byteCount)",
                    "seconds": "\(seconds)",
                ])
        case .suspended: logger.info("the data changed; forecasts are computed when asked for until they are looked at")
        case .unusable(let error): logger.warning("\(error)")
        case .keptInMemory(let fault):
            let remedy = "set 'serving.forecast_cache' to a directory that can be written to"
            logger.notice(
                "forecasts that are computed ahead are kept in memory; \(remedy)", metadata: ["fault": "\(fault)"])
        case .failed(let reason): logger.warning("forecasts cannot be computed ahead now: \(reason)")
        }
    }
}

import AdvertiserDomain
import Inference
import Logging

extension ProblemDetails {
    /// Any error as what the client gets. What is no fault of the request goes to the log, and only that it happened to the
    /// client: its text may hold paths or data.
    init(describing error: any Error, request: String, logger: Logger) {
        switch error {
        case let problem as ProblemDetails: self = problem
        case let fault as PredictRequestFault: self.init(fault)
        case let syntax as JSONSyntaxError: self.init(.malformedJSON(syntax))
        case is ForecastOverload:
            self.init(.overloaded, detail: "More forecasts are wanted than can be computed; try again later.")
        default:
            logger.warning("request failed", metadata: ["request": "\(request)", "error": "\(error)"])
            self.init(
                .internalError,
                detail: "The request could not be answered; the service's log says why, under request \(request).")
        }
    }
}

import HTTPCore
import Inference

/// `POST /predict`: the forecasts of one advertiser.
struct PredictEndpoint: Sendable {
    let sessions: PredictionSessions

    func response(to request: ServerRequest) throws -> ServerResponse {
        let value = try jsonValue(of: try request.jsonBody())
        let session = try sessions.open()
        let prepared = try session.prepared(value)
        let forecast = try session.forecast(prepared)
        let request = prepared.request
        return .json {
            $0.write(forecast, advertiser: request.name, tasks: request.tasks, by: session.engine)
        }
    }

    private func jsonValue(of body: [UInt8]) throws(PredictRequestFault) -> JSONValue {
        do {
            return try JSONReader.value(of: body)
        } catch {
            throw .malformedJSON(error)
        }
    }
}

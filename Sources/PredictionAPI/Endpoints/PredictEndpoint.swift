import HTTPCore
import Inference

/// `POST /predict`: the forecasts of one advertiser.
struct PredictEndpoint: Sendable {
    let sessions: PredictionSessions

    /// Longer requests bring a history of their own.
    private static let longestPromptBody = 4_096

    /// The answer from the table; `nil` where it does not hold it, or the request is at fault.
    func promptResponse(to request: ServerRequest) -> ServerResponse? {
        guard request.body.count <= Self.longestPromptBody, let session = sessions.openAtOnce(), session.table != nil,
            let body = try? request.jsonBody(), let value = try? JSONReader.value(of: body),
            let request = try? session.decoder.request(from: value),
            let forecast = session.knownForecast(for: request)
        else { return nil }
        return response(forecast, to: request, by: session.engine)
    }

    func response(to request: ServerRequest) throws -> ServerResponse {
        let value = try jsonValue(of: try request.jsonBody())
        let session = try sessions.open()
        let prepared = try session.prepared(value)
        let forecast = try session.forecast(prepared)
        return response(forecast, to: prepared.request, by: session.engine)
    }

    private func response(
        _ forecast: AdvertiserForecast, to request: PredictRequest, by engine: ForecastEngine
    ) -> ServerResponse {
        .json { $0.write(forecast, advertiser: request.name, tasks: request.tasks, by: engine) }
    }

    private func jsonValue(of body: [UInt8]) throws(PredictRequestFault) -> JSONValue {
        do {
            return try JSONReader.value(of: body)
        } catch {
            throw .malformedJSON(error)
        }
    }
}

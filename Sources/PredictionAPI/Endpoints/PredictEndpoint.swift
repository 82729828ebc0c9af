import HTTPCore
import Inference

/// `POST /predict`: the forecasts of one advertiser.
struct PredictEndpoint: Sendable {
    let sessions: PredictionSessions

    /// Longer requests bring a history of their own.
    private static let longestPromptBody = 4_096

    /// The answer from the table, or else from the model with those of others; a worker thread is for requests that are at
    /// fault or long, and for the moments in which the source has to be read first.
    func promptAnswer(to request: ServerRequest) -> PromptOutcome {
        guard request.body.count <= Self.longestPromptBody, let session = sessions.openAtOnce(),
            let body = try? request.jsonBody(), let value = try? JSONReader.value(of: body),
            let prepared = try? session.prepared(value)
        else { return .needsWorker }
        switch prepared.source {
        case .known(let forecast):
            return .response(response(forecast, to: prepared.request, by: session.engine))
        case .computed(let query):
            return .later { respond in
                try session.forecast(query) { forecast in
                    respond(forecast.map { response($0, to: prepared.request, by: session.engine) })
                }
            }
        }
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

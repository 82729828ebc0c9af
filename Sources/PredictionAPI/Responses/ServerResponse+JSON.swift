import HTTPCore
import HTTPTypes

extension ServerResponse {
    /// A JSON document, written by `body`.
    static func json(status: HTTPResponse.Status = .ok, _ body: (inout JSONWriter) -> Void) -> ServerResponse {
        var writer = JSONWriter(reservingCapacity: 2_048)
        body(&writer)
        return ServerResponse(
            status: status, fields: [.contentType: "application/json"], body: .bytes(writer.bytes))
    }

    static func problem(_ problem: ProblemDetails) -> ServerResponse {
        var response = json(status: HTTPResponse.Status(code: problem.status)) { problem.write(to: &$0) }
        response.fields[.contentType] = ProblemDetails.contentType
        return response
    }
}

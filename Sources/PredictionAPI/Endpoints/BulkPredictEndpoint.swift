import HTTPCore
import HTTPTypes
import Inference
import Logging

/// `POST /predict/bulk`: an array of requests in, one line of NDJSON for each out, in their order.
///
/// The session is opened once, so that all lines are of one model version and one newest day.
struct BulkPredictEndpoint: Sendable {
    let sessions: PredictionSessions
    let logger: Logger

    /// Requests that are read and scored together, at first and at most: the first lines shall come soon, and the later
    /// ones in batches that keep the processor busy.
    private static let firstChunk = 8
    private static let largestChunk = 128

    func response(to request: ServerRequest, identifier: String) throws -> ServerResponse {
        let body = try request.jsonBody()
        let elements = try elementRanges(of: body)
        let session = try sessions.open()
        return ServerResponse(
            fields: [.contentType: "application/x-ndjson"],
            body: .stream { output in
                do {
                    try stream(elements, of: body, in: session, identifier: identifier, to: output)
                } catch let error where !(error is ClientGone) {
                    logger.warning("bulk failed", metadata: ["request": "\(identifier)", "error": "\(error)"])
                    throw error
                }
            })
    }

    private func elementRanges(of body: [UInt8]) throws(PredictRequestFault) -> [Range<Int>] {
        let elements: JSONArrayElements
        do {
            elements = try JSONReader.elements(ofArrayIn: body)
        } catch {
            throw .malformedJSON(error)
        }
        switch elements {
        case .ranges(let ranges): return ranges
        case .notAnArray(let value): throw .wrongType(.root, expected: "an array of requests", found: value.kind)
        }
    }

    private func stream(
        _ elements: [Range<Int>], of body: [UInt8], in session: PredictionSession, identifier: String,
        to output: any ResponseBodyWriter
    ) throws {
        var errors = 0
        var start = 0
        var chunk = Self.firstChunk
        while start < elements.count {
            let end = min(start + chunk, elements.count)
            var lines = JSONWriter(reservingCapacity: 64 << 10)
            errors += write(start..<end, elements, of: body, in: session, identifier: identifier, to: &lines)
            try output.write(lines.bytes)
            start = end
            chunk = min(2 * chunk, Self.largestChunk)
        }
        var last = JSONWriter()
        last.beginObject()
        last.key("end")
        last.value(true)
        last.key("lines")
        last.value(elements.count)
        last.key("errors")
        last.value(errors)
        last.endObject()
        last.newline()
        try output.write(last.bytes)
    }

    /// Writes the lines of some requests, scored together; the number of those that are errors.
    private func write(
        _ positions: Range<Int>, _ elements: [Range<Int>], of body: [UInt8], in session: PredictionSession,
        identifier: String, to lines: inout JSONWriter
    ) -> Int {
        let prepared = positions.map { position in
            Result { try session.prepared(JSONReader.value(of: body, in: elements[position])) }
        }
        let forecasts = session.forecasts(prepared.compactMap { try? $0.get() })
        var nextForecast = 0
        var errors = 0
        for (position, outcome) in zip(positions, prepared) {
            do {
                let request = try outcome.get().request
                defer { nextForecast += 1 }
                lines.write(try forecasts[nextForecast].get(), of: request, by: session.engine)
            } catch {
                errors += 1
                writeError(error, at: position, identifier: identifier, to: &lines)
            }
            lines.newline()
        }
        return errors
    }

    private func writeError(
        _ error: any Error, at position: Int, identifier: String, to lines: inout JSONWriter
    ) {
        lines.beginObject()
        lines.key("index")
        lines.value(position)
        lines.key("error")
        ProblemDetails(describing: error, request: "\(identifier)[\(position)]", logger: logger).write(to: &lines)
        lines.endObject()
    }
}

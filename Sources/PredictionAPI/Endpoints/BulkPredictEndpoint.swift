import HTTPCore
import HTTPTypes
import Inference
import Logging

/// `POST /predict/bulk`: many requests, or one for the whole platform, in; lines of NDJSON or CSV out, in their order.
///
/// The session is opened once, so that all lines are of one model version and one newest day. The body is read and the
/// response written block by block, so that neither's length takes memory.
struct BulkPredictEndpoint: Sendable {
    let sessions: PredictionSessions
    let logger: Logger
    let elementLimit: ElementLimit

    /// A body up to this long is received, and its array checked, before the response begins: its faults get a status of
    /// their own, and a client may send all of it before it reads.
    private static let wholeBodyBytes = 4 << 20
    /// A request for the whole platform is short.
    private static let platformQueryBytes = 1 << 20

    /// Requests that are read and scored together, at first and at most.
    private static let firstBlock = 8
    private static let largestBlock = 256
    private static let blockBytes = 1 << 20

    func response(
        to request: ServerRequest, body reader: any RequestBodyReader, identifier: String
    ) throws -> ServerResponse {
        let framing = try request.bulkFraming()
        let format = BulkFormat(accepted: request.fields)
        var body = BulkBody(reader)
        let longestElement = elementLimit.current
        switch (framing, try body.firstByte()) {
        case (.array, nil):
            throw PredictRequestFault.emptyBody(example: "[{\"advertiser\":\"a1\"}] or {\"all\":true}")
        case (.lines, nil): throw PredictRequestFault.emptyBody(example: "{\"advertiser\":\"a1\"} on each line")
        case (.array, UInt8(ascii: "[")):
            if let length = request.fields[.contentLength].flatMap({ Int($0) }), length <= Self.wholeBodyBytes,
                let text = try body.whole(upTo: Self.wholeBodyBytes)
            {
                try BulkRequests.checkArray(text, longestElement: longestElement)
            }
        case (.array, _): return try platform(&body, format: format, identifier: identifier)
        case (.lines, _): break
        }
        let session = try sessions.open()
        let requests = BulkRequests(body, framing, longestElement: longestElement)
        return stream(format, session, identifier) { lines, output in
            try answer(requests, in: session, identifier: identifier, lines: &lines, to: output)
        }
    }

    private func answer(
        _ requests: BulkRequests, in session: PredictionSession, identifier: String, lines: inout BulkLines,
        to output: any ResponseBodyWriter
    ) throws -> Bool {
        var requests = requests
        var block = Self.firstBlock
        while true {
            let values: [Result<JSONValue, any Error>]
            do {
                values = try requests.next(limit: block, byteLimit: Self.blockBytes)
            } catch let fault as PredictRequestFault {
                // What follows cannot be told apart any more; the missing end says that it was not answered.
                lines.write(ProblemDetails(fault))
                return false
            } catch let fault as RequestFault {
                lines.write(ProblemDetails(.request(fault)))
                return false
            }
            guard !values.isEmpty else { return true }
            let prepared = values.map { value in Result { try session.prepared(value.get()) } }
            let forecasts = session.forecasts(prepared.compactMap { try? $0.get() })
            var next = 0
            for outcome in prepared {
                do {
                    let request = try outcome.get().request
                    defer { next += 1 }
                    lines.write(try forecasts[next].get(), advertiser: request.name, tasks: request.tasks)
                } catch {
                    lines.write(problem(error, at: lines.count, identifier))
                }
            }
            try output.write(lines.takeBytes())
            block = min(2 * block, Self.largestBlock)
        }
    }

    private func platform(
        _ body: inout BulkBody, format: BulkFormat, identifier: String
    ) throws -> ServerResponse {
        guard let text = try body.whole(upTo: Self.platformQueryBytes) else {
            throw PredictRequestFault.platformQueryTooLong(limit: Self.platformQueryBytes)
        }
        let value = try JSONReader.value(of: text)
        guard case .object(let object) = value, PlatformQueryDecoder.isMeant(by: object) else {
            throw PredictRequestFault.wrongType(
                .root, expected: "an array of requests, or \"all\": true for everybody", found: value.kind)
        }
        let session = try sessions.open()
        let query = try PlatformQueryDecoder(requests: session.decoder, fields: session.engine.manifest.forecastFields)
            .query(from: object)
        let forecasts = try PlatformForecasts(query, in: session)
        return stream(format, session, identifier) { lines, output in
            try answer(query, forecasts, identifier: identifier, lines: &lines, to: output)
            return true
        }
    }

    /// Ends a reading of the platform once the limit is reached.
    private struct Enough: Error {}

    private func answer(
        _ query: PlatformQuery, _ forecasts: PlatformForecasts, identifier: String, lines: inout BulkLines,
        to output: any ResponseBodyWriter
    ) throws {
        var firstRows = query.order.map { FirstRows($0, limit: query.limit) }
        do {
            try forecasts.forEachPage { page in
                for outcome in page {
                    switch outcome {
                    case .failure(let error): lines.write(problem(error, at: lines.count, identifier))
                    case .success(let row) where firstRows != nil: firstRows?.insert(row)
                    case .success(let row):
                        lines.write(row.forecast, advertiser: row.advertiser, tasks: query.tasks)
                    }
                    if firstRows == nil, lines.count == query.limit { throw Enough() }
                }
                try output.write(lines.takeBytes())
            }
        } catch is Enough {}
        for row in firstRows?.sorted() ?? [] {
            lines.write(row.forecast, advertiser: row.advertiser, tasks: query.tasks)
            if lines.count.isMultiple(of: Self.largestBlock) { try output.write(lines.takeBytes()) }
        }
    }

    /// A response that is written by `write`, which returns whether everything was answered.
    private func stream(
        _ format: BulkFormat, _ session: PredictionSession, _ identifier: String,
        _ write: @escaping @Sendable (inout BulkLines, any ResponseBodyWriter) throws -> Bool
    ) -> ServerResponse {
        ServerResponse(
            fields: [.contentType: format.contentType],
            body: .stream { output in
                var lines = BulkLines(format, engine: session.engine)
                do {
                    if try write(&lines, output) { lines.writeEnd() }
                } catch let error where !(error is ClientGone) {
                    // A reset would take lines from the client that are on their way; the missing end tells it enough.
                    lines.write(problem(error, at: lines.count, identifier))
                }
                try output.write(lines.takeBytes())
            })
    }

    private func problem(_ error: any Error, at position: Int, _ identifier: String) -> ProblemDetails {
        ProblemDetails(describing: error, request: "\(identifier)[\(position)]", logger: logger)
    }
}

import HTTPTypes

/// Why the server answers a request itself, with an error, instead of a handler.
package enum ServerFault: Error, Sendable {
    /// The request cannot be read.
    case request(RequestFault)
    /// No route has the request's path.
    case notFound
    /// The path's routes have other methods: `allow` lists them.
    case methodNotAllowed(allow: [HTTPRequest.Method])
    /// A handler threw.
    case handlerFailed(any Error)
    /// More requests wait for a worker than the limit allows.
    case queueFull
    /// More streaming requests are handled than the limit allows.
    case tooManyStreams
    /// More bytes of request bodies are held than the limit allows.
    case bodyMemoryExhausted
    /// More connections are open than the limit allows.
    case tooManyConnections

    package var status: HTTPResponse.Status {
        switch self {
        case .request(let fault): fault.status
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .handlerFailed: .internalServerError
        case .queueFull, .tooManyStreams, .bodyMemoryExhausted, .tooManyConnections: .serviceUnavailable
        }
    }

    /// One sentence for the client. What a handler threw is not told: it may hold paths or data.
    package var detail: String {
        switch self {
        case .request(let fault): fault.detail
        case .notFound: "There is nothing at this path."
        case .methodNotAllowed(let allow):
            "This path takes \(allow.map(\.rawValue).joined(separator: ", "))."
        case .handlerFailed: "The request could not be handled; the server's log says why."
        case .queueFull: "Too many requests wait already; try again later."
        case .tooManyStreams: "Too many streaming requests are open; try again later."
        case .bodyMemoryExhausted: "Too many large requests are being received; try again later."
        case .tooManyConnections: "Too many connections are open; try again later."
        }
    }
}

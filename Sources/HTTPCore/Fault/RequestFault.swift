import HTTPTypes

/// Why a request cannot be read. The connection is closed after the response: where the next request starts is unknown.
package enum RequestFault: Error, Equatable, Sendable {
    /// The bytes are not HTTP/1.1, or could be read in two ways.
    case malformed(MalformedRequest)
    /// The request line is longer than the limit in bytes.
    case requestLineTooLong(limit: Int)
    /// The header breaks one of its limits.
    case headerTooLarge(HeaderLimit, limit: Int)
    /// The body is longer than the limit in bytes.
    case bodyTooLarge(limit: Int)
    /// The chunk extensions are longer than the limit in bytes.
    case chunkExtensionsTooLarge(limit: Int)
    /// The method is none of those the server knows.
    case unknownMethod
    /// The body has a transfer coding other than `chunked`.
    case unknownTransferCoding
    /// The protocol's major version is not 1.
    case unsupportedVersion
    /// The `Expect` field asks for something other than `100-continue`.
    case unknownExpectation
    /// The header was not whole within its time.
    case headerTimeout
    /// The body was not whole within its time.
    case bodyTimeout

    /// A limit on the header, or on the trailer, which is held to limits of its own.
    package enum HeaderLimit: Equatable, Sendable {
        case lineBytes, totalBytes, fieldCount, trailerBytes, trailerCount
    }

    package var status: HTTPResponse.Status {
        switch self {
        case .malformed: .badRequest
        case .requestLineTooLong: .uriTooLong
        case .headerTooLarge: .requestHeaderFieldsTooLarge
        case .bodyTooLarge, .chunkExtensionsTooLarge: .contentTooLarge
        case .unknownMethod, .unknownTransferCoding: .notImplemented
        case .unsupportedVersion: .httpVersionNotSupported
        case .unknownExpectation: .expectationFailed
        case .headerTimeout, .bodyTimeout: .requestTimeout
        }
    }

    /// One sentence for the client: what is wrong and what would be right.
    package var detail: String {
        switch self {
        case .malformed(let reason):
            reason.rawValue
        case .requestLineTooLong(let limit):
            "The request line is longer than \(limit) bytes."
        case .headerTooLarge(.lineBytes, let limit):
            "A header line is longer than \(limit) bytes."
        case .headerTooLarge(.totalBytes, let limit):
            "The header is longer than \(limit) bytes."
        case .headerTooLarge(.fieldCount, let limit):
            "The header has more than \(limit) fields."
        case .headerTooLarge(.trailerBytes, let limit):
            "The trailer is longer than \(limit) bytes."
        case .headerTooLarge(.trailerCount, let limit):
            "The trailer has more than \(limit) fields."
        case .bodyTooLarge(let limit):
            "The body is longer than \(limit) bytes; send the work in several requests."
        case .chunkExtensionsTooLarge(let limit):
            "The body's chunk extensions are longer than \(limit) bytes."
        case .unknownMethod:
            "The method is not known here; methods are written in capitals."
        case .unknownTransferCoding:
            "The only transfer coding understood is chunked."
        case .unsupportedVersion:
            "The server speaks HTTP/1.1 and HTTP/1.0 only."
        case .unknownExpectation:
            "The only expectation understood is 100-continue."
        case .headerTimeout:
            "The header did not arrive in time."
        case .bodyTimeout:
            "The body did not arrive in time."
        }
    }
}

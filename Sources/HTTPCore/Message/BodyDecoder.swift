/// Takes the body of one request out of the bytes that follow its head.
enum BodyDecoder: Sendable {
    /// A body of a known length, of which this many bytes are to come.
    case length(remaining: Int)
    case chunked(ChunkedDecoder)

    init(_ framing: BodyFraming, limits: ServerLimits) {
        switch framing {
        case .none: self = .length(remaining: 0)
        case .length(let count): self = .length(remaining: count)
        case .chunked: self = .chunked(ChunkedDecoder(limits: limits))
        }
    }

    var isComplete: Bool {
        switch self {
        case .length(let remaining): remaining == 0
        case .chunked(let decoder): decoder.isComplete
        }
    }

    /// Appends the content of `input` to `body`.
    ///
    /// - Returns: how many bytes of `input` belong to this body.
    mutating func decode(_ input: Span<UInt8>, into body: inout [UInt8]) throws(RequestFault) -> Int {
        switch self {
        case .length(let remaining):
            let count = min(remaining, input.count)
            input.extracting(0..<count).withUnsafeBufferPointer { body.append(contentsOf: $0) }
            self = .length(remaining: remaining - count)
            return count
        case .chunked(var decoder):
            defer { self = .chunked(decoder) }
            return try decoder.decode(input, into: &body)
        }
    }
}

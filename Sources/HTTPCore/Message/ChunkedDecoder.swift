/// Removes the chunked transfer coding (RFC 9112 section 7.1) from bytes that arrive in pieces of any size.
///
/// Extensions and trailer fields are checked and dropped; white space that the grammar merely tolerates is refused.
struct ChunkedDecoder: Sendable {
    private enum State {
        case size(digits: Int)
        case extensionName(isEmpty: Bool)
        case extensionValueStart
        case extensionToken
        case extensionQuoted
        case extensionQuotedPair
        case extensionQuotedEnd
        case sizeLineFeed
        case data
        case dataCarriageReturn
        case dataLineFeed
        case trailerLineStart
        case trailerName
        case trailerValue
        case trailerLineFeed
        case lastLineFeed
        case complete
    }

    private let limits: ServerLimits
    private var state = State.size(digits: 0)
    /// The size of the current chunk, then what is left of it.
    private var remaining = 0
    private var decodedBytes = 0
    private var extensionBytes = 0
    private var trailerBytes = 0
    private var trailerCount = 0

    /// Chunk sizes have at most as many digits as 64 bits take.
    private static let maximumSizeDigits = 16

    init(limits: ServerLimits) {
        self.limits = limits
    }

    var isComplete: Bool {
        if case .complete = state { true } else { false }
    }

    /// Appends the content of `input` to `body`.
    ///
    /// - Returns: how many bytes of `input` belong to this body.
    mutating func decode(_ input: Span<UInt8>, into body: inout [UInt8]) throws(RequestFault) -> Int {
        var position = 0
        while position < input.count, !isComplete {
            if case .data = state {
                let count = min(remaining, input.count - position)
                input.extracting(position..<(position + count)).withUnsafeBufferPointer {
                    body.append(contentsOf: $0)
                }
                position += count
                remaining -= count
                if remaining == 0 { state = .dataCarriageReturn }
            } else {
                try step(input[position])
                position += 1
            }
        }
        return position
    }

    private mutating func step(_ byte: UInt8) throws(RequestFault) {
        switch state {
        case .size(let digits):
            try readSize(byte, digits: digits)
        case .extensionName, .extensionValueStart, .extensionToken, .extensionQuoted, .extensionQuotedPair,
            .extensionQuotedEnd:
            if byte != .carriageReturn { extensionBytes += 1 }
            guard extensionBytes <= limits.chunkExtensionBytes else {
                throw .chunkExtensionsTooLarge(limit: limits.chunkExtensionBytes)
            }
            try readExtension(byte)
        case .sizeLineFeed:
            try require(byte == .lineFeed, else: .chunkSize)
            state = remaining > 0 ? .data : .trailerLineStart
        case .data, .complete:
            break
        case .dataCarriageReturn:
            try require(byte == .carriageReturn, else: .chunkEnd)
            state = .dataLineFeed
        case .dataLineFeed:
            try require(byte == .lineFeed, else: .chunkEnd)
            state = .size(digits: 0)
        case .trailerLineStart, .trailerName, .trailerValue, .trailerLineFeed, .lastLineFeed:
            try readTrailer(byte)
        }
    }

    private mutating func readSize(_ byte: UInt8, digits: Int) throws(RequestFault) {
        if let digit = byte.hexadecimalValue {
            try require(digits < Self.maximumSizeDigits, else: .chunkSize)
            remaining = digits == 0 ? 0 : remaining
            remaining = remaining > Int.max >> 4 ? Int.max : remaining << 4 | Int(digit)
            state = .size(digits: digits + 1)
            return
        }
        try require(digits > 0, else: .chunkSize)
        switch byte {
        case .carriageReturn: state = .sizeLineFeed
        case UInt8(ascii: ";"): state = .extensionName(isEmpty: true)
        default: throw .malformed(.chunkSize)
        }
        guard remaining <= limits.bodyBytes - decodedBytes else { throw .bodyTooLarge(limit: limits.bodyBytes) }
        decodedBytes += remaining
    }

    private mutating func readExtension(_ byte: UInt8) throws(RequestFault) {
        switch state {
        case .extensionName(isEmpty: false) where byte == UInt8(ascii: "="):
            state = .extensionValueStart
        case .extensionName where byte.isTokenCharacter:
            state = .extensionName(isEmpty: false)
        case .extensionValueStart where byte == UInt8(ascii: "\""):
            state = .extensionQuoted
        case .extensionValueStart where byte.isTokenCharacter, .extensionToken where byte.isTokenCharacter:
            state = .extensionToken
        case .extensionQuoted where byte == UInt8(ascii: "\""):
            state = .extensionQuotedEnd
        case .extensionQuoted where byte == UInt8(ascii: "\\"):
            state = .extensionQuotedPair
        case .extensionQuoted where byte.isFieldText, .extensionQuotedPair where byte.isFieldText:
            state = .extensionQuoted
        case .extensionName(isEmpty: false), .extensionToken, .extensionQuotedEnd:
            switch byte {
            case .carriageReturn: state = .sizeLineFeed
            case UInt8(ascii: ";"): state = .extensionName(isEmpty: true)
            default: throw .malformed(.chunkExtension)
            }
        default:
            throw .malformed(.chunkExtension)
        }
    }

    private mutating func readTrailer(_ byte: UInt8) throws(RequestFault) {
        switch state {
        case .trailerLineStart where byte == .carriageReturn:
            state = .lastLineFeed
        case .trailerLineStart:
            trailerCount += 1
            guard trailerCount <= limits.trailerCount else {
                throw .headerTooLarge(.trailerCount, limit: limits.trailerCount)
            }
            try require(byte.isTokenCharacter, else: .trailer)
            try countTrailerByte()
            state = .trailerName
        case .trailerName:
            try require(byte.isTokenCharacter || byte == UInt8(ascii: ":"), else: .trailer)
            try countTrailerByte()
            if byte == UInt8(ascii: ":") { state = .trailerValue }
        case .trailerValue where byte == .carriageReturn:
            state = .trailerLineFeed
        case .trailerValue:
            try require(byte.isFieldText, else: .trailer)
            try countTrailerByte()
        case .trailerLineFeed:
            try require(byte == .lineFeed, else: .trailer)
            state = .trailerLineStart
        default:
            try require(byte == .lineFeed, else: .trailer)
            state = .complete
        }
    }

    private mutating func countTrailerByte() throws(RequestFault) {
        trailerBytes += 1
        guard trailerBytes <= limits.trailerBytes else {
            throw .headerTooLarge(.trailerBytes, limit: limits.trailerBytes)
        }
    }

    private func require(_ condition: Bool, else reason: MalformedRequest) throws(RequestFault) {
        if !condition { throw .malformed(reason) }
    }
}

/// What the fields say that the server itself acts on: framing, host, connection and expectation.
struct FramingFields: Sendable {
    private(set) var contentLength: Int?
    private(set) var isChunked = false
    /// Where the host is, counted from the header's first byte.
    private(set) var host: Range<Int>?
    private(set) var asksToClose = false
    private(set) var asksToKeepOpen = false
    private(set) var expectation = Expectation.none
    private var hasContentType = false

    enum Expectation: Sendable {
        case none
        case `continue`
        case unknown
    }

    /// A body length with more digits than this is longer than any limit, and is read as the largest number there is.
    private static let maximumLengthDigits = 18

    /// Takes notice of a field. Those that could be read in two ways are faults, also where both readings agree.
    mutating func read(
        name: Span<UInt8>, value: Span<UInt8>, at position: Range<Int>, version: ProtocolVersion
    ) throws(RequestFault) {
        switch name.count {
        case 4 where name.equals(ignoringCase: "host"):
            guard host == nil else { throw .malformed(.repeatedHost) }
            guard HostField.isValid(value) else { throw .malformed(.host) }
            host = position
        case 6 where name.equals(ignoringCase: "expect"):
            let isContinue = value.equals(ignoringCase: "100-continue")
            expectation = isContinue && expectation != .unknown ? .continue : .unknown
        case 10 where name.equals(ignoringCase: "connection"):
            readConnection(value)
        case 12 where name.equals(ignoringCase: "content-type"):
            guard !hasContentType else { throw .malformed(.repeatedContentType) }
            hasContentType = true
        case 14 where name.equals(ignoringCase: "content-length"):
            guard contentLength == nil else { throw .malformed(.repeatedContentLength) }
            guard !isChunked else { throw .malformed(.lengthAndTransferCoding) }
            contentLength = try Self.length(value)
        case 17 where name.equals(ignoringCase: "transfer-encoding"):
            guard !isChunked else { throw .malformed(.repeatedTransferEncoding) }
            guard contentLength == nil else { throw .malformed(.lengthAndTransferCoding) }
            guard version == .http11 else { throw .malformed(.transferCodingInOldVersion) }
            try Self.requireChunked(value)
            isChunked = true
        default:
            break
        }
    }

    private mutating func readConnection(_ value: Span<UInt8>) {
        if value.equals(ignoringCase: "keep-alive") {
            asksToKeepOpen = true
        } else if value.equals(ignoringCase: "close") {
            asksToClose = true
        } else {
            for element in value.listElements() {
                let option = value.extracting(element)
                if option.equals(ignoringCase: "close") { asksToClose = true }
                if option.equals(ignoringCase: "keep-alive") { asksToKeepOpen = true }
            }
        }
    }

    /// Plain decimal digits without sign, separator or leading zero.
    private static func length(_ value: Span<UInt8>) throws(RequestFault) -> Int {
        guard value.count > 0, value.count == 1 || value[0] != UInt8(ascii: "0") else {
            throw .malformed(.contentLength)
        }
        var length = 0
        for position in 0..<value.count {
            guard value[position].isDecimalDigit else { throw .malformed(.contentLength) }
            if position < maximumLengthDigits { length = length * 10 + Int(value[position] - UInt8(ascii: "0")) }
        }
        return value.count <= maximumLengthDigits ? length : Int.max
    }

    /// Passes `chunked` alone. A list that is well formed but names another coding is not implemented; anything else,
    /// and every list in which `chunked` is not last, is malformed (RFC 9112 section 6.3).
    private static func requireChunked(_ value: Span<UInt8>) throws(RequestFault) {
        if value.equals(ignoringCase: "chunked") { return }
        let elements = value.listElements()
        for (number, element) in elements.enumerated() {
            let coding = value.extracting(element)
            guard coding.count > 0 else { throw .malformed(.transferCoding) }
            for position in 0..<coding.count where !coding[position].isTokenCharacter {
                throw .malformed(.transferCoding)
            }
            if number < elements.count - 1, coding.equals(ignoringCase: "chunked") {
                throw .malformed(.transferCoding)
            }
        }
        throw .unknownTransferCoding
    }
}

import HTTPCore

/// The body of a bulk request, read while it arrives.
struct BulkBody {
    private let reader: any RequestBodyReader
    /// Bytes that were read and not given out yet.
    private var ahead: [UInt8] = []
    private var isAtEnd = false

    init(_ reader: any RequestBodyReader) {
        self.reader = reader
    }

    /// The next bytes; `nil` at the end.
    mutating func next() throws -> [UInt8]? {
        if !ahead.isEmpty {
            defer { ahead = [] }
            return ahead
        }
        guard !isAtEnd else { return nil }
        let piece = try reader.read()
        isAtEnd = piece == nil
        return piece
    }

    /// Reads on until the body ends or more than `count` bytes of it wait.
    ///
    /// - Returns: all of the bytes where the body ended; `nil` where it is longer.
    mutating func whole(upTo count: Int) throws -> [UInt8]? {
        while !isAtEnd, ahead.count <= count { try readAhead() }
        return isAtEnd && ahead.count <= count ? ahead : nil
    }

    /// The first byte that is not white space; `nil` for a body without one.
    mutating func firstByte() throws -> UInt8? {
        while true {
            if let byte = ahead.first(where: { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }) { return byte }
            guard !isAtEnd else { return nil }
            // White space without end would fill the memory.
            ahead = []
            try readAhead()
        }
    }

    private mutating func readAhead() throws {
        if let piece = try reader.read() { ahead += piece } else { isAtEnd = true }
    }
}

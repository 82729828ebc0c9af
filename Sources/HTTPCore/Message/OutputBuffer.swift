/// Bytes that wait to be sent: encoded text first, then a body that is sent from where it is.
struct OutputBuffer: Sendable {
    /// Heads, chunks and short bodies. Its storage is kept from response to response.
    var text: [UInt8] = []
    private var textStart = 0
    private var body: [UInt8] = []
    private var bodyStart = 0

    /// Bodies up to this length are copied behind their head; longer ones are sent from their own storage.
    private static let copiedBodyBytes = 16 << 10
    /// What the emptied buffer keeps of its storage.
    private static let retainedBytes = 64 << 10

    init() {}

    var count: Int { text.count - textStart + body.count - bodyStart }

    var isEmpty: Bool { count == 0 }

    /// Appends a body behind the text. Nothing may be appended behind a body that has not been sent.
    mutating func appendBody(_ bytes: [UInt8]) {
        if bytes.count <= Self.copiedBodyBytes {
            text.append(contentsOf: bytes)
        } else {
            body = bytes
            bodyStart = 0
        }
    }

    /// Gives the bytes to `send` until all are gone or it would block.
    ///
    /// - Returns: how many bytes went.
    mutating func drain<Failure: Error>(
        _ send: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) throws(Failure) -> TransferOutcome
    ) throws(Failure) -> Int {
        var total = 0
        while !isEmpty {
            let outcome = try text.span.withUnsafeBytes { textBytes throws(Failure) in
                try body.span.withUnsafeBytes { bodyBytes throws(Failure) in
                    try send(
                        UnsafeRawBufferPointer(rebasing: textBytes[textStart...]),
                        UnsafeRawBufferPointer(rebasing: bodyBytes[bodyStart...]))
                }
            }
            guard case .transferred(let count) = outcome else { break }
            total += count
            let fromText = min(count, text.count - textStart)
            textStart += fromText
            bodyStart += count - fromText
        }
        if isEmpty {
            discard()
        } else if textStart > text.count - textStart {
            // A stream may never catch up: what has gone must not pile up in front of what waits.
            text.removeSubrange(..<textStart)
            textStart = 0
        }
        return total
    }

    /// Forgets what has not been sent.
    mutating func discard() {
        if text.capacity > Self.retainedBytes { text = [] } else { text.removeAll(keepingCapacity: true) }
        textStart = 0
        body = []
        bodyStart = 0
    }
}

/// Bytes of a connection that have arrived and are not read yet. The storage is kept from request to request.
struct ReceiveBuffer: Sendable {
    private var storage: [UInt8] = []
    private var start = 0
    private var end = 0

    /// What an empty buffer keeps of its storage.
    private static let retainedBytes = 64 << 10

    init() {}

    /// Runs `body` over the bytes not read yet.
    func withBytes<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(storage.span.extracting(start..<end))
    }

    var count: Int { end - start }

    var isEmpty: Bool { start == end }

    /// Appends what `fill` writes into free storage.
    ///
    /// - Parameters:
    ///   - room: the least number of free bytes that `fill` gets.
    ///   - fill: writes into the free bytes and returns what happened; only bytes it reports as transferred are kept.
    mutating func append<Failure: Error>(
        room: Int, _ fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> TransferOutcome
    ) throws(Failure) -> TransferOutcome {
        makeRoom(room)
        let end = end
        var span = storage.mutableSpan
        let outcome = try span.withUnsafeMutableBytes { bytes throws(Failure) in
            try fill(UnsafeMutableRawBufferPointer(rebasing: bytes[end...]))
        }
        if case .transferred(let count) = outcome { self.end += count }
        return outcome
    }

    /// Takes the first bytes as read.
    mutating func consume(_ count: Int) {
        precondition(count <= self.count)
        start += count
        if start == end {
            start = 0
            end = 0
            if storage.count > Self.retainedBytes { storage = [] }
        }
    }

    private mutating func makeRoom(_ room: Int) {
        if storage.count - end >= room { return }
        if start > 0 {
            storage.replaceSubrange(0..<(end - start), with: storage[start..<end])
            end -= start
            start = 0
        }
        if storage.count - end < room {
            let size = max(end + room, storage.count * 2)
            storage += [UInt8](repeating: 0, count: size - storage.count)
        }
    }
}

/// The requests of a bulk body, block by block.
struct BulkRequests {
    private var body: BulkBody
    private var splitter: ElementSplitter
    private var isFinished = false

    /// - Parameter longestElement: bytes that one request may have.
    init(_ body: BulkBody, _ framing: ElementSplitter.Framing, longestElement: Int) {
        self.body = body
        splitter = ElementSplitter(framing, longestElement: longestElement)
    }

    /// Checks that a text is an array, as far as its elements are separated and it ends.
    ///
    /// - Throws: ``PredictRequestFault``.
    static func checkArray(_ text: [UInt8], longestElement: Int) throws(PredictRequestFault) {
        var splitter = ElementSplitter(.array, longestElement: longestElement)
        splitter.append(text)
        splitter.finish()
        while try splitter.next() != nil {}
    }

    /// The next requests, each read as JSON or with what is wrong with it; none at the end.
    ///
    /// - Parameters:
    ///   - limit: how many at most.
    ///   - byteLimit: bytes after which the block ends with the request at hand.
    /// - Throws: ``PredictRequestFault`` where the array goes wrong or a request is too long, after which nothing more can be
    ///   read; what reading the body throws.
    mutating func next(limit: Int, byteLimit: Int) throws -> [Result<JSONValue, any Error>] {
        var requests: [Result<JSONValue, any Error>] = []
        var byteCount = 0
        while requests.count < limit, byteCount < byteLimit {
            switch element() {
            case .success(let element?):
                byteCount += element.count
                requests.append(Self.request(in: element))
            case .success(nil):
                guard !isFinished else { return requests }
                try receive()
            case .failure(let fault):
                // It comes again at the next call, after what is before it was answered.
                if requests.isEmpty { throw fault }
                return requests
            }
        }
        return requests
    }

    private mutating func element() -> Result<[UInt8]?, PredictRequestFault> {
        do {
            return .success(try splitter.next())
        } catch {
            return .failure(error)
        }
    }

    private static func request(in element: [UInt8]) -> Result<JSONValue, any Error> {
        Result { try JSONReader.value(of: element) }
    }

    private mutating func receive() throws {
        if let piece = try body.next() {
            splitter.append(piece)
        } else {
            splitter.finish()
            isFinished = true
        }
    }
}

import HTTPCore
import HTTPTypes
import Synchronization

/// Names requests, so that a response can be found in the log: the client's `X-Request-Id`, or one of ours.
final class RequestIdentifiers: Sendable {
    private let prefix: String
    private let count = Atomic<UInt64>(0)

    /// - Parameter prefix: tells the requests of this process from those of others.
    init(prefix: String) {
        self.prefix = prefix
    }

    static let field = HTTPField.Name("X-Request-Id")

    /// Longest identifier that is taken from a client.
    private static let longest = 64

    func identifier(of request: ServerRequest) -> String {
        if let field = Self.field, let given = request.fields[field], Self.isUsable(given) { return given }
        return next()
    }

    /// One of ours.
    func next() -> String {
        "\(prefix)-\(count.add(1, ordering: .relaxed).newValue)"
    }

    /// Letters, digits and `-_.:` alone: an identifier is repeated in a header and in the log.
    private static func isUsable(_ text: String) -> Bool {
        (1...longest).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
                    UInt8(ascii: ":"):
                    true
                default: false
                }
            }
    }
}

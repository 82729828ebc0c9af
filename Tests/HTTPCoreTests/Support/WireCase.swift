import Testing

/// Bytes of a client and the statuses they get, in order. No status means that the server waits for more.
struct WireCase: CustomTestStringConvertible, Sendable {
    let name: String
    let bytes: [UInt8]
    let statuses: [Int]

    init(_ name: String, _ text: String, _ statuses: Int...) {
        self.init(name, Array(text.utf8), statuses)
    }

    init(_ name: String, _ bytes: [UInt8], _ statuses: [Int]) {
        self.name = name
        self.bytes = bytes
        self.statuses = statuses
    }

    /// A `GET` with these header lines behind its host.
    static func get(_ name: String, fields: String, _ statuses: Int...) -> WireCase {
        WireCase(name, Array("GET / HTTP/1.1\r\nHost: h\r\n\(fields)\r\n\r\n".utf8), statuses)
    }

    /// A `GET` with this target.
    static func target(_ target: String, _ statuses: Int...) -> WireCase {
        WireCase("target \(target)", Array("GET \(target) HTTP/1.1\r\nHost: h\r\n\r\n".utf8), statuses)
    }

    /// A `POST` with these framing fields and what follows the header.
    static func post(_ name: String, fields: String, _ rest: String, _ statuses: Int...) -> WireCase {
        WireCase(name, Array("POST / HTTP/1.1\r\nHost: h\r\n\(fields)\r\n\r\n\(rest)".utf8), statuses)
    }

    /// A chunked `POST` with this on the wire.
    static func chunked(_ name: String, _ wire: String, _ statuses: Int...) -> WireCase {
        WireCase(
            name, Array("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n\(wire)".utf8), statuses)
    }

    static let all = framing + chunks + requestLine + fields

    var testDescription: String { name }
}

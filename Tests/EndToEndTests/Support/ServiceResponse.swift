/// A response of the service.
struct ServiceResponse {
    let status: Int
    /// Field values by name in small letters.
    let fields: [String: String]
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
    var lines: [Substring] { text.split(separator: "\n") }

    func decoded<Document: Decodable>(as type: Document.Type) throws -> Document {
        try JSONDocument.decoded(text, as: type)
    }
}

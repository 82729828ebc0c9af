import Foundation

/// Reads the program's JSON, whose names are in snake case.
enum JSONDocument {
    static func decoded<Document: Decodable>(_ text: some StringProtocol, as type: Document.Type) throws -> Document {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(type, from: Data(text.utf8))
    }

    /// The names at the top of an object.
    static func names(_ text: some StringProtocol) throws -> Set<String> {
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        return Set((object ?? [:]).keys)
    }
}

import Foundation

/// A line of the log of activations.
package struct Activation: Codable, Equatable, Sendable {
    /// When, to the second.
    package let at: Date
    /// Who or what activated the version.
    package let by: String
    /// The version that served before; `nil` if none was named.
    package let from: Int?
    package let to: Int
    package let why: String

    package init(at: Date, by: String, from: Int?, to: Int, why: String) {
        self.at = Date(timeIntervalSince1970: at.timeIntervalSince1970.rounded(.down))
        self.by = by
        self.from = from
        self.to = to
        self.why = why
    }

    /// The activation as JSON on one line, without a line break.
    func jsonLine() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// The activation of a line; `nil` for a line that is none, such as one that a power failure cut off.
    init?(jsonLine: some Sequence<UInt8>) {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        guard let activation = try? decoder.decode(Activation.self, from: Data(jsonLine)) else { return nil }
        self = activation
    }
}

import Foundation

/// A line of the log of activations.
package struct Activation: Codable, Equatable, Sendable {
    /// What led to a line; it decides whether versions may still be promoted.
    package enum Action: String, Codable, Sendable {
        /// Somebody chose the version; promotion is held.
        case activate
        /// Somebody went back to an earlier version; promotion is held.
        case rollback
        /// Retraining put a better version in place.
        case promote
        /// Somebody let promotion go on; the version stays.
        case release
        /// Somebody trained the version; promotion is not held.
        case train
    }

    /// When, to the second.
    package let at: Date
    /// Who or what activated the version.
    package let by: String
    /// The version that served before; `nil` if none was named.
    package let from: Int?
    package let to: Int
    package let why: String
    package let action: Action

    package init(at: Date, by: String, from: Int?, to: Int, why: String, action: Action) {
        self.at = Date(timeIntervalSince1970: at.timeIntervalSince1970.rounded(.down))
        self.by = by
        self.from = from
        self.to = to
        self.why = why
        self.action = action
    }

    /// A line without an action is as good as one of a training.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        at = try container.decode(Date.self, forKey: .at)
        by = try container.decode(String.self, forKey: .by)
        from = try container.decodeIfPresent(Int.self, forKey: .from)
        to = try container.decode(Int.self, forKey: .to)
        why = try container.decode(String.self, forKey: .why)
        action = try container.decodeIfPresent(Action.self, forKey: .action) ?? .train
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

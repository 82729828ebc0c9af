import AdvertiserDomain
import Foundation

/// A cycle as the history tells it.
package struct RetrainRecord: Codable, Equatable, Sendable {
    package enum Outcome: String, Codable, CaseIterable, Sendable {
        /// Its end is not written down: it is under way, or its process ended before it.
        case started
        case promoted
        case refused
        /// Good enough, but somebody chose the version that serves.
        case held
        case failed
        /// Its process was asked to end.
        case interrupted

        /// Whether a challenger was trained and judged.
        package var isDecision: Bool {
            switch self {
            case .promoted, .refused, .held: true
            case .started, .failed, .interrupted: false
            }
        }
    }

    /// Counted from 1.
    package let cycle: Int
    package let trigger: RetrainTrigger
    /// The newest complete day, the last that may be trained on.
    package let newestDay: Day
    /// To the second.
    package let startedAt: Date
    /// To the second; `nil` for a cycle whose end is not written down.
    package let finishedAt: Date?
    package let outcome: Outcome
    /// Why it came to this, in words.
    package let reason: String
    /// What was measured; `nil` where it did not come to that.
    package let report: ChallengeReport?
    /// Old versions that were removed, ascending.
    package let removed: [Int]

    package init(
        cycle: Int, trigger: RetrainTrigger, newestDay: Day, startedAt: Date, finishedAt: Date?, outcome: Outcome,
        reason: String, report: ChallengeReport? = nil, removed: [Int] = []
    ) {
        self.cycle = cycle
        self.trigger = trigger
        self.newestDay = newestDay
        self.startedAt = Date(timeIntervalSince1970: startedAt.timeIntervalSince1970.rounded(.down))
        self.finishedAt = finishedAt.map { Date(timeIntervalSince1970: $0.timeIntervalSince1970.rounded(.down)) }
        self.outcome = outcome
        self.reason = reason
        self.report = report
        self.removed = removed
    }

    /// Whole seconds from start to end.
    package var seconds: Double? { finishedAt.map { max(0, $0.timeIntervalSince(startedAt)) } }

    /// The record as JSON on one line.
    package func jsonLine() throws -> String {
        String(decoding: try JSONLines.encoder().encode(self), as: UTF8.self)
    }

    /// The record of a line; `nil` for a line that is none, such as one that a power failure cut off.
    package init?(jsonLine: some Sequence<UInt8>) {
        guard let record = try? JSONLines.decoder().decode(RetrainRecord.self, from: Data(jsonLine)) else {
            return nil
        }
        self = record
    }
}

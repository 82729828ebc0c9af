import Foundation

/// What a challenge came to: the version that was trained, and how it compares with the one that serves.
package struct ChallengeReport: Codable, Equatable, Sendable {
    /// The version that was trained and published.
    package let challenger: Int
    /// The version that served when the challenge began; `nil` where there was none.
    package let champion: Int?
    /// Why the champion has no place in the comparison; `nil` where it has one, or there is no champion.
    package let incomparable: String?
    /// The days that were trained on, labels included.
    package let data: DaySpan
    /// The as-of dates of the comparison, whose labels no competitor was trained on.
    package let validation: DaySpan
    /// Wall-clock seconds of training and comparison.
    package let seconds: Double
    package let samples: Int
    /// The mean over all (scenario, task) cells.
    package let overall: ErrorComparison
    /// Ascending by name.
    package let scenarios: [ScenarioComparison]

    package init(
        challenger: Int, champion: Int?, incomparable: String?, data: DaySpan, validation: DaySpan, seconds: Double,
        samples: Int, overall: ErrorComparison, scenarios: [ScenarioComparison]
    ) {
        self.challenger = challenger
        self.champion = champion
        self.incomparable = incomparable
        self.data = data
        self.validation = validation
        self.seconds = seconds
        self.samples = samples
        self.overall = overall
        self.scenarios = scenarios
    }

    /// The report as JSON on one line.
    package func jsonLine() throws -> String {
        String(decoding: try JSONLines.encoder().encode(self), as: UTF8.self)
    }

    /// The report of a line; `nil` for a line that is none.
    package init?(jsonLine: some Sequence<UInt8>) {
        guard let report = try? JSONLines.decoder().decode(ChallengeReport.self, from: Data(jsonLine)) else {
            return nil
        }
        self = report
    }
}

/// A scenario of which training saw only a share of its samples, chosen at random; what is judged stays whole.
package struct ThinnedScenario: Codable, Equatable, Sendable {
    package let scenario: String
    /// Above 0, at most 1.
    package let share: Double

    package init(scenario: String, share: Double) {
        self.scenario = scenario
        self.share = share
    }
}

/// NMAE of the mean forecasts of those who compete, on the same samples. `nil` where it is undefined or was not taken.
package struct ErrorComparison: Codable, Equatable, Sendable {
    package let challenger: Double?
    package let champion: Double?
    /// Of repeating last week.
    package let lastWeek: Double?

    package init(challenger: Double?, champion: Double?, lastWeek: Double?) {
        self.challenger = challenger
        self.champion = champion
        self.lastWeek = lastWeek
    }
}

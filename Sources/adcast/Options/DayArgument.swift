import AdvertiserDomain
import ArgumentParser

/// Reads the days that options take.
enum DayArgument {
    /// - Throws: `ValidationError` for what is no day, such as 2020-02-30.
    @Sendable static func day(_ text: String) throws -> Day {
        guard let day = Day(isoText: text) else {
            throw ValidationError("give a day of the calendar as YYYY-MM-DD")
        }
        return day
    }
}

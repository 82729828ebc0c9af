import AdvertiserDomain
import Foundation

/// A day of the world and what follows from its date.
struct SyntheticCalendar {
    /// Days since the world's first.
    let day: Int
    let isWeekend: Bool
    private let dayOfYear: Double

    init(day: Int) {
        self.day = day
        let date = WorldParameters.firstDay + day
        isWeekend = date.weekday >= 5
        let newYear = Day(year: date.civil.year, month: 1, day: 1) ?? date
        dayOfYear = Double(date - newYear)
    }

    /// Log change of the demand for a category that the time of the year makes.
    func season(of category: ProductCategory) -> Double {
        let season = category.season
        return season.amplitude * cos(2 * Double.pi * (dayOfYear - season.peak) / 365.25)
    }
}

import AdvertiserDomain

/// A line chart of forecasts against outcomes over as-of dates, drawn as a picture by ``svg()``.
package struct ForecastChart: Equatable, Sendable {
    /// One line of the chart.
    package struct Series: Equatable, Sendable {
        /// What a line stands for; it decides colour and stroke.
        package enum Role: String, CaseIterable, Sendable {
            case outcome, forecast, baseline
        }

        package let name: String
        package let role: Role
        /// One value a day of the chart, in that order; the line breaks where a value is absent or not finite.
        package let values: [Double?]

        package init(name: String, role: Role, values: [Double?]) {
            self.name = name
            self.role = role
            self.values = values
        }
    }

    package let title: String
    /// What the vertical axis measures, such as `clicks over the next 7 days`.
    package let valueLabel: String
    /// As-of dates, ascending.
    package let days: [Day]
    /// Drawn in this order, the last one on top.
    package let series: [Series]

    package init(title: String, valueLabel: String, days: [Day], series: [Series]) {
        self.title = title
        self.valueLabel = valueLabel
        self.days = days
        self.series = series
    }
}

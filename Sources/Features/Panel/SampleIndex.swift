import AdvertiserDomain

/// Lists the samples of a panel.
package struct SampleIndex: Sendable {
    private let panel: Panel
    private let windowDays: Int

    package init(panel: Panel, windowDays: Int) {
        self.panel = panel
        self.windowDays = windowDays
    }

    /// The samples on the given dates: every series that has at least one row in the window, by series, then date.
    ///
    /// - Parameter horizonDays: the days after an as-of date that the panel must hold too; 0 where no label is read.
    /// - Throws: ``FeatureError/windowOutsidePanel(asOf:windowDays:first:last:)`` or
    ///   ``FeatureError/labelsOutsidePanel(asOf:horizonDays:last:)``.
    package func samples(asOf dates: [Day], horizonDays: Int = 0) throws(FeatureError) -> [Sample] {
        let sortedDates = dates.sorted()
        guard let earliest = sortedDates.first, let latest = sortedDates.last else { return [] }
        for date in [earliest, latest] {
            guard date <= panel.lastDay, date - panel.firstDay >= windowDays - 1 else {
                throw .windowOutsidePanel(
                    asOf: date, windowDays: windowDays, first: panel.firstDay, last: panel.lastDay)
            }
        }
        guard panel.lastDay - latest >= horizonDays else {
            throw .labelsOutsidePanel(asOf: latest, horizonDays: horizonDays, last: panel.lastDay)
        }
        let offsets = sortedDates.map { $0 - panel.firstDay }
        var samples: [Sample] = []
        for series in panel.series.indices {
            let firstFlag = series * panel.dayCount
            var day = 0
            var newestRow = Int.min
            for offset in offsets {
                while day <= offset {
                    if panel.hasRow[firstFlag + day] { newestRow = day }
                    day += 1
                }
                if newestRow > offset - windowDays {
                    samples.append(Sample(series: Int32(series), asOf: Int32(offset)))
                }
            }
        }
        return samples
    }
}

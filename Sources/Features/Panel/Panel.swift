import AdvertiserDomain

/// Histories as dense columns: every (advertiser, scenario) pair is a series of `dayCount` days.
///
/// Training, scoring and serving all build their samples from one of these; only its length and the number of its
/// advertisers differ.
package struct Panel: Sendable {
    package let columns: HistoryColumns
    package let firstDay: Day
    package let dayCount: Int
    /// Names, in the order of the source.
    package let advertisers: [String]
    /// One for each advertiser, its values in the order of ``HistoryColumns/profile``.
    package let profiles: [[AttributeValue]]
    /// The given scenarios ascending by name, then those that only snapshots name, all of whose attributes are unknown.
    package let scenarios: [ScenarioRecord]
    /// By advertiser, then by scenario name.
    package let series: [Series]
    /// [series, day, measure]; zeros on a day without a row.
    package let values: [Float]
    /// The sums over each advertiser's scenarios.
    let sums: ScenarioSums
    /// [series, day].
    package let hasRow: [Bool]

    /// The number of measures a day, the last extent of ``values``.
    package var measureCount: Int { columns.measures.count }

    package var lastDay: Day { firstDay + (dayCount - 1) }

    /// The day at an offset.
    package func day(at offset: Int32) -> Day { firstDay + Int(offset) }

    /// The as-of date of a sample.
    package func asOf(of sample: Sample) -> Day { day(at: sample.asOf) }

    /// The advertiser's name of a sample.
    package func advertiser(of sample: Sample) -> String {
        advertisers[Int(series[Int(sample.series)].advertiser)]
    }

    /// The scenario's name of a sample.
    package func scenario(of sample: Sample) -> String {
        scenarios[Int(series[Int(sample.series)].scenario)].name
    }

    /// The position of a scenario in ``scenarios``, by the bytes of its name; `nil` where there is none.
    package func scenarioIndex(named name: String) -> Int? {
        scenarios.firstIndex { $0.name.equalsByScalars(name) }
    }

    /// The position of a pair in ``series``; `nil` where the panel has none for it.
    package func seriesIndex(advertiser: Int, scenario name: String) -> Int? {
        var low = 0
        var high = series.count
        while low < high {
            let middle = (low + high) / 2
            if series[middle].advertiser < Int32(clamping: advertiser) { low = middle + 1 } else { high = middle }
        }
        return series[low...].prefix { Int($0.advertiser) == advertiser }
            .firstIndex { scenarios[Int($0.scenario)].name.equalsByScalars(name) }
    }

    /// [day, measure]: the values of a series.
    package func values(ofSeries series: Int) -> ArraySlice<Float> {
        let extent = dayCount * measureCount
        return values[series * extent..<(series + 1) * extent]
    }

    /// [day, measure]: the values of an advertiser summed over its scenarios.
    package func allValues(ofAdvertiser advertiser: Int) -> ArraySlice<Float> {
        let extent = dayCount * measureCount
        switch sums.places[advertiser] {
        case .series(let series): return values(ofSeries: Int(series))
        case .block(let block): return sums.blocks[Int(block) * extent..<(Int(block) + 1) * extent]
        }
    }

    init(
        columns: HistoryColumns, firstDay: Day, dayCount: Int, advertisers: [String], profiles: [[AttributeValue]],
        scenarios: [ScenarioRecord], series: [Series], values: [Float],
        sums: ScenarioSums, hasRow: [Bool]
    ) {
        self.columns = columns
        self.firstDay = firstDay
        self.dayCount = dayCount
        self.advertisers = advertisers
        self.profiles = profiles
        self.scenarios = scenarios
        self.series = series
        self.values = values
        self.sums = sums
        self.hasRow = hasRow
    }
}

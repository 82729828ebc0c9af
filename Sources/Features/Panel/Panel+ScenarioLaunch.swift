import AdvertiserDomain

extension Panel {
    /// The panel of a database without one scenario's rows before a day: its values, the sums over all scenarios, and
    /// neither pairs nor advertisers that have no row left.
    ///
    /// - Parameters:
    ///   - name: the scenario, which stays among ``scenarios`` with its attributes.
    ///   - launch: the first day whose rows are kept.
    package func launching(scenario name: String, on launch: Day) -> Panel {
        let keptFrom = min(max(launch - firstDay, 0), dayCount)
        var kept = Columns()
        var series: [Series] = []
        var first = 0
        while first < self.series.count {
            let advertiser = self.series[first].advertiser
            let end = self.series[first...].firstIndex { $0.advertiser != advertiser } ?? self.series.count
            append(first..<end, of: name, keptFrom: keptFrom, to: &kept, series: &series)
            first = end
        }
        return Panel(
            columns: columns, firstDay: firstDay, dayCount: dayCount, advertisers: kept.advertisers,
            profiles: kept.profiles, scenarios: scenarios, series: series, values: kept.values, sums: kept.sums,
            hasRow: kept.hasRow)
    }

    /// What grows while advertisers are taken over.
    private struct Columns {
        var advertisers: [String] = []
        var profiles: [[AttributeValue]] = []
        var values: [Float] = []
        var sums = ScenarioSums()
        var hasRow: [Bool] = []
    }

    /// Appends an advertiser with the series that keep a row; not at all where none does.
    private func append(
        _ group: Range<Int>, of name: String, keptFrom: Int, to kept: inout Columns, series: inout [Series]
    ) {
        let blockSize = dayCount * measureCount
        let advertiser = Int(self.series[group.lowerBound].advertiser)
        let firstSeries = series.count
        for index in group {
            let old = self.series[index]
            var flags = Array(hasRow[index * dayCount..<(index + 1) * dayCount])
            var block = Array(values[index * blockSize..<(index + 1) * blockSize])
            if scenarios[Int(old.scenario)].name.equalsByScalars(name) {
                for day in 0..<keptFrom { flags[day] = false }
                for value in 0..<keptFrom * measureCount { block[value] = 0 }
            }
            guard let firstRowDay = flags.firstIndex(of: true) else { continue }
            series.append(
                Series(
                    advertiser: Int32(kept.advertisers.count), scenario: old.scenario,
                    rowCount: Int32(flags.count { $0 }), firstRowDay: firstRowDay))
            kept.values += block
            kept.hasRow += flags
        }
        guard series.count > firstSeries else { return }
        kept.advertisers.append(advertisers[advertiser])
        kept.profiles.append(profiles[advertiser])
        // Summed anew, as reading does it: a difference would leave rounding behind where nothing is left.
        kept.sums.append(series: firstSeries..<series.count, values: kept.values, extent: blockSize)
    }
}

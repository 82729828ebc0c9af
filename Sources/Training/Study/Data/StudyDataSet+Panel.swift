import AdvertiserDomain
import Evaluation
import Features
import SnapshotStorage

extension StudyDataSet {
    /// What a panel holds, with the samples of a study's main split.
    init(
        name: String, panel: Panel, range: DataRange, samples: StudySamples, configuration: AdcastConfiguration
    ) {
        var scan = InspectionScan(
            scenarios: panel.scenarios.map(\.name), columns: panel.columns, tasks: configuration.tasks,
            windowDays: configuration.windowDays, horizonDays: configuration.horizonDays, range: range, parts: nil)
        var first = 0
        while first < panel.series.count {
            let advertiser = panel.series[first].advertiser
            let end = panel.series[first...].firstIndex { $0.advertiser != advertiser } ?? panel.series.count
            scan.add(panel.history(of: first..<end))
            first = end
        }
        func counts(_ samples: [Sample]) -> [Int] {
            var counts = [Int](repeating: 0, count: panel.scenarios.count)
            for sample in samples { counts[Int(panel.series[Int(sample.series)].scenario)] += 1 }
            return counts
        }
        let (train, validation, test) = (counts(samples.training), counts(samples.validation), counts(samples.test))
        self.init(
            name: name, firstDay: range.oldest, lastDay: range.newest, advertisers: scan.advertisers, rows: scan.rows,
            windowDays: configuration.windowDays, horizonDays: configuration.horizonDays,
            tasks: configuration.tasks.map(\.name),
            scenarios: scan.scenarios(unlisted: []).enumerated().map { position, scenario in
                Scenario(
                    scenario: scenario.scenario, advertisers: scenario.advertisers, rows: scenario.rows,
                    train: train[position], validation: validation[position], test: test[position])
            },
            correlations: scan.correlations.map { correlation in
                Correlation(
                    first: correlation.first, second: correlation.second, advertisers: correlation.advertisers,
                    coefficients: correlation.tasks.map(\.coefficient))
            })
    }
}

extension Panel {
    /// The rows of the series of one advertiser, as a source gives them.
    fileprivate func history(of group: Range<Int>) -> AdvertiserHistory {
        let advertiser = Int(series[group.lowerBound].advertiser)
        let snapshots = group.flatMap { index in
            (0..<dayCount).filter { hasRow[index * dayCount + $0] }.map { day in
                let first = (index * dayCount + day) * measureCount
                return DailySnapshot(
                    scenario: scenarios[Int(series[index].scenario)].name, day: firstDay + day,
                    measures: Array(values[first..<first + measureCount]))
            }
        }
        return AdvertiserHistory(
            advertiser: advertisers[advertiser], profile: profiles[advertiser], snapshots: snapshots)
    }
}

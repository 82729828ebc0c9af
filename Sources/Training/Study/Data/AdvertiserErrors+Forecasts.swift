import AdvertiserDomain
import Evaluation
import Features

extension AdvertiserErrors {
    /// Sums up the errors of forecasts of an experiment's test samples.
    init(of forecasts: StudyForecasts, samples: StudySamples, encoder: SampleEncoder) {
        let panel = samples.panel
        let taskCount = encoder.specification.tasks.count
        let outcomes = encoder.labels(of: samples.test)
        // Cells number the judged scenarios only.
        var positions = [Int?](repeating: nil, count: panel.scenarios.count)
        for (position, scenario) in samples.judgedScenarios.enumerated() { positions[scenario] = position }
        self.init(cells: samples.scenarios.count * taskCount, advertisers: panel.advertisers.count)
        for (row, sample) in samples.test.enumerated() {
            let series = panel.series[Int(sample.series)]
            guard let scenario = positions[Int(series.scenario)] else { continue }
            for task in 0..<taskCount {
                let index = row * taskCount + task
                add(
                    cell: scenario * taskCount + task, advertiser: Int(series.advertiser),
                    mean: Double(forecasts.means[index]), nmaePoint: Double(forecasts.nmaePoints[index]),
                    smapePoint: Double(forecasts.smapePoints[index]), outcome: Double(outcomes[index]))
            }
        }
    }
}

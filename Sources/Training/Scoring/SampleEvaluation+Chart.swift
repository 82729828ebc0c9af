import AdvertiserDomain
import Evaluation
import Features
import ForecastModels

extension SampleEvaluation {
    /// A chart of one task's total over all advertisers of a scenario, or of all scenarios, against the as-of date.
    ///
    /// - Parameter scenario: the scenario's name; `nil` adds up all.
    package func chart(task: Int, scenario: String?, encoder: SampleEncoder) -> ForecastChart {
        let specification = encoder.specification
        let taskCount = specification.tasks.count
        var outcome: [Int32: Double] = [:]
        var forecast: [Int32: Double] = [:]
        var baseline: [Int32: Double] = [:]
        for (row, sample) in samples.enumerated() {
            guard scenario == nil || encoder.panel.scenario(of: sample) == scenario else { continue }
            let index = row * taskCount + task
            outcome[sample.asOf, default: 0] += Double(outcomes[index])
            forecast[sample.asOf, default: 0] += Double(forecasts[index].mean)
            if let repeated { baseline[sample.asOf, default: 0] += Double(repeated[index]) }
        }
        let offsets = outcome.keys.sorted()
        let subject = specification.tasks[task]
        var series = [ForecastChart.Series]()
        if repeated != nil {
            series.append(.init(name: "last week", role: .baseline, values: offsets.map { baseline[$0] }))
        }
        series.append(.init(name: "outcome", role: .outcome, values: offsets.map { outcome[$0] }))
        series.append(.init(name: "forecast", role: .forecast, values: offsets.map { forecast[$0] }))
        return ForecastChart(
            title: "\(subject.name), \(scenario ?? "all scenarios"): forecast and outcome",
            valueLabel: "\(subject.unit) over the next \(specification.horizonDays) days",
            days: offsets.map { encoder.panel.day(at: $0) }, series: series)
    }
}

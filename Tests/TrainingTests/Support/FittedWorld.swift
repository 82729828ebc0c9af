import AdvertiserDomain
import Features
import ForecastModels

@testable import Training

/// A panel of the two-week world with a fresh model for it.
struct FittedWorld {
    let panel: Panel
    let samples: [Sample]
    let encoder: SampleEncoder
    let model: any ForecastModel

    /// - Parameters:
    ///   - offsets: as-of dates of the samples.
    ///   - dropout: of the pooled sequences.
    ///   - anchor: whether the model has one.
    ///   - head: the model's.
    init(
        asOf offsets: ClosedRange<Int> = 13...39, dropout: Float = TwoWeekWorld.model.dropout, anchor: Bool = false,
        head: ModelConfiguration.Head = TwoWeekWorld.model.head
    ) throws {
        var configuration = TwoWeekWorld.request().configuration
        configuration.model.dropout = dropout
        configuration.model.anchor = anchor
        configuration.model.head = head
        let specification = FeatureSpecification(configuration: configuration)
        panel = try Panel(
            source: TwoWeekWorld.source(), from: TwoWeekWorld.firstDay,
            through: TwoWeekWorld.day(TwoWeekWorld.dayCount - 1))
        samples = try SampleIndex(panel: panel, windowDays: TwoWeekWorld.windowDays).samples(
            asOf: offsets.map(TwoWeekWorld.day), horizonDays: TwoWeekWorld.horizonDays)
        let state = try FittedState.fit(
            panel: panel, specification: specification, samples: samples, scenarioBalance: 0.5)
        encoder = try SampleEncoder(panel: panel, state: state, specification: specification)
        model = try ModelCatalog.make(
            architecture: "m2m", configuration: configuration.model, specification: specification, state: state, seed: 3
        )
    }

    func scorer(threads: Int = 2) -> SampleScorer {
        SampleScorer(model: model, encoder: encoder, decision: .smape, threads: threads)
    }
}

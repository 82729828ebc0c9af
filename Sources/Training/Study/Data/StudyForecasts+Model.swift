import AdvertiserDomain
import Features
import ForecastModels

extension StudyForecasts {
    /// A model's forecasts, with the point of each decision.
    init(of samples: [Sample], model: any ForecastModel, encoder: SampleEncoder, threads: Int) {
        func forecasts(_ decision: DecisionMetric) -> [Forecast] {
            SampleScorer(model: model, encoder: encoder, decision: decision, threads: threads).forecasts(of: samples)
        }
        let smape = forecasts(.smape)
        // A head without a distribution has the mean for every decision.
        let nmae = model.head == .poisson ? smape : forecasts(.nmae)
        self.init(
            means: smape.map(\.mean), smapePoints: smape.map(\.point), nmaePoints: nmae.map(\.point))
    }
}

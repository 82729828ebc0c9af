import AdvertiserDomain
import Checkpoints
import Features
import Inference

/// What requests are decoded and answered by, made once for an engine, a reading of the source and a day.
final class PredictionBasis: Sendable {
    let engine: ForecastEngine
    let contents: SourceCatalogue.Contents
    let decoder: PredictRequestDecoder

    init(engine: ForecastEngine, contents: SourceCatalogue.Contents, today: Day) {
        self.engine = engine
        self.contents = contents
        decoder = PredictRequestDecoder(
            vocabulary: RequestVocabulary(
                columns: engine.specification.columns, tasks: engine.specification.tasks,
                scenarios: contents.scenarios, attributes: engine.manifest.states.serving.attributes),
            today: today)
    }
}

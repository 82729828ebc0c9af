@testable import AdvertiserDomain
@testable import Features
@testable import ForecastModels
@testable import NeuralNetwork
@testable import TensorCore
@testable import Training

/// Batches of a training part, in the order of its first epoch.
struct ExportedBatches {
    let encoder: SampleEncoder
    let batches: [Batch]
    private let samples: [Sample]

    /// - Throws: what the source or the features throw, or ``TrajectoryError``.
    init(
        of count: Int, source: any HistorySource, configuration: AdcastConfiguration
    ) throws {
        let specification = FeatureSpecification(configuration: configuration)
        guard let range = try source.dataRange() else { throw TrajectoryError.noData }
        let split = try TimeSplit.study(
            range: range, windowDays: configuration.windowDays, horizonDays: configuration.horizonDays,
            strideDays: configuration.training.asOfStrideDays)
        let panel = try Panel(source: source, from: range.oldest, through: range.newest)
        samples = try SampleIndex(panel: panel, windowDays: configuration.windowDays).samples(
            asOf: split.train, horizonDays: configuration.horizonDays)
        let state = try FittedState.fit(
            panel: panel, specification: specification, samples: samples,
            scenarioBalance: configuration.training.scenarioBalance)
        encoder = try SampleEncoder(panel: panel, state: state, specification: specification)
        let rows = configuration.training.batchSize
        let needed = count * rows
        guard samples.count >= needed else { throw TrajectoryError.tooFewSamples(samples.count, needed: needed) }
        let ordered = SampleShuffle(seed: configuration.training.seed).epoch(0, of: samples)
        var batches: [Batch] = []
        for index in 0..<count {
            var batch = Batch(layout: encoder.layout, capacity: rows)
            encoder.encode(ordered[index * rows..<(index + 1) * rows], into: &batch, labels: true)
            batches.append(batch)
        }
        self.batches = batches
    }

    /// All batches one below the other; codes are whole numbers in floats.
    var tensors: [NamedTensor] {
        let layout = encoder.layout
        func tensor(_ name: String, columns: Int, _ values: (Batch) -> [Float]) -> NamedTensor {
            let joined = batches.flatMap(values)
            return NamedTensor(
                name: name, tensor: Tensor(shape: Shape(joined.count / columns, columns), values: joined))
        }
        let categories = tensor("categorical_codes", columns: layout.categoricalCount) {
            $0.categoricalCodes.map(Float.init)
        }
        let numbers = tensor("numeric_values", columns: layout.numericCount, \.numericValues)
        return [
            tensor("behaviour_codes", columns: layout.windowDays * layout.behaviourFields) {
                $0.behaviourCodes.map(Float.init)
            },
            layout.categoricalCount > 0 ? categories : nil,
            tensor("dense", columns: layout.denseWidth, \.dense),
            tensor("labels", columns: layout.taskCount, \.scaledLabels),
            layout.numericCount > 0 ? numbers : nil,
            tensor("performance_codes", columns: layout.windowDays * layout.performanceFields) {
                $0.performanceCodes.map(Float.init)
            },
            tensor("weights", columns: 1, \.weights),
        ].compactMap { $0 }
    }

    /// Gives the model the anchor, where it has one, that a training starts from.
    func setAnchor(of model: any ForecastModel) {
        guard let anchor = model.anchor else { return }
        AnchorFit.set(anchor, of: model, samples: samples, encoder: encoder, threads: 1)
    }

    /// Takes one step of Adam on each batch.
    ///
    /// - Returns: the losses before the steps.
    func losses(of model: any ForecastModel, learningRate: Float) throws -> [Float] {
        let tape = Tape(parameters: model.parameters, differentiates: true)
        guard let gradients = tape.parameterGradients else { throw TrajectoryError.noGradients }
        let loss = JointLoss(tasks: model.tasks, head: model.head, positiveShares: encoder.state.positiveShares)
        var optimiser = Adam(layout: model.parameters.layout, generatorPenalty: 0, staticPenalty: 0)
        return batches.map { batch in
            tape.reset()
            let value = withInputs(of: batch) { inputs in
                var noDropout: SeededGenerator?
                let outputs = model.forward(inputs, on: tape, dropout: &noDropout)
                let total = loss(outputs, inputs, batchRows: inputs.rows, on: tape)
                tape.backward(from: total)
                return tape.values(of: total)[0]
            }
            optimiser.update(model.parameters, gradients: [gradients], learningRate: learningRate)
            return value
        }
    }
}

import AdvertiserDomain
import Features
import Foundation
import NeuralNetwork
import TensorCore
import Testing

@testable import ForecastModels

@Suite struct NetworkModelTests {
    @Test(arguments: GoldenTests.cases)
    func aPredictionDoesNotDependOnItsBatch(_ name: String) throws {
        let golden = try GoldenTrajectory.load(name)
        let model = try golden.model()
        let batch = golden.filledBatch()
        let together = model.outputs(of: batch)
        for row in 0..<batch.rowCount {
            var alone = Batch(layout: golden.layout, capacity: 1)
            alone.rowCount = 1
            alone.behaviourCodes = slice(batch.behaviourCodes, row, batch.rowCount)
            alone.performanceCodes = slice(batch.performanceCodes, row, batch.rowCount)
            alone.dense = slice(batch.dense, row, batch.rowCount)
            alone.categoricalCodes = slice(batch.categoricalCodes, row, batch.rowCount)
            alone.numericValues = slice(batch.numericValues, row, batch.rowCount)
            for (output, values) in model.outputs(of: alone).enumerated() {
                let same = together[output][row * values.count..<(row + 1) * values.count]
                for (one, other) in zip(values, same) { #expect(abs(one - other) <= 1e-5 * max(1, abs(one))) }
            }
        }
    }

    @Test func aFactoredGeneratorMultipliedOutIsAFullOne() throws {
        let golden = try GoldenTrajectory.load("factored")
        let factored = try golden.model()
        var configuration = golden.modelConfiguration
        configuration.generator = .full
        let full = try NetworkModel(
            .m2m, configuration: configuration, tasks: golden.tasks, layout: golden.layout,
            tensors: FactoredWeights.multipliedOut(golden.tensors))
        let batch = golden.filledBatch()
        for (one, other) in zip(factored.outputs(of: batch), full.outputs(of: batch)) {
            for (left, right) in zip(one, other) {
                #expect(abs(left - right) <= 2e-5 * max(1, abs(left)))
            }
        }
    }

    /// Labels are known in training only.
    @Test(arguments: GoldenTests.cases)
    func outputsDoNotDependOnLabels(_ name: String) throws {
        let golden = try GoldenTrajectory.load(name)
        let model = try golden.model()
        var batch = golden.filledBatch()
        let outputs = model.outputs(of: batch)
        batch.scaledLabels = batch.scaledLabels.map { 1 - $0 }
        #expect(model.outputs(of: batch) == outputs)
    }

    @Test(arguments: GoldenTests.cases)
    func aFreshModelDependsOnItsSeedAlone(_ name: String) throws {
        let golden = try GoldenTrajectory.load(name)
        let architecture = try ModelCatalog.entry(named: golden.configuration.architecture)
        func fresh(_ seed: UInt64) -> [NamedTensor] {
            NetworkModel(
                architecture, configuration: golden.modelConfiguration, tasks: golden.tasks, layout: golden.layout,
                seed: seed
            ).parameters.tensors
        }
        #expect(fresh(1) == fresh(1))
        #expect(fresh(1) != fresh(2))
        #expect(fresh(1).map(\.name).sorted() == golden.parameters.map(\.name).sorted())
    }

    @Test func tensorsThatDoNotFitAreNamed() throws {
        let golden = try GoldenTrajectory.load("factored")
        var tensors = golden.tensors
        let first = tensors.removeFirst()
        #expect(throws: ParameterError.missing(name: first.name)) {
            try NetworkModel(
                .m2m, configuration: golden.modelConfiguration, tasks: golden.tasks, layout: golden.layout,
                tensors: tensors)
        }
        tensors.append(NamedTensor(name: first.name, tensor: Tensor(zeros: Shape(1, 1))))
        #expect(
            throws: ParameterError.wrongShape(
                name: first.name, expected: first.tensor.shape, found: Shape(1, 1))
        ) {
            try NetworkModel(
                .m2m, configuration: golden.modelConfiguration, tasks: golden.tasks, layout: golden.layout,
                tensors: tensors)
        }
    }

    // MARK: Dropout

    /// Counted by hand from the shapes of MODEL_FORMAT.md.
    @Test(arguments: [
        ("m2m", 33_780), ("single_task", 71_619), ("shared_bottom", 29_267), ("cross_stitch", 28_901), ("mmoe", 31_520),
        ("mran", 30_299), ("cgc", 36_224), ("m2m_without_meta_tower", 33_120), ("m2m_without_meta_attention", 33_210),
    ])
    func hasSoManyParameters(architecture: String, count: Int) throws {
        let model = NetworkModel(
            try ModelCatalog.entry(named: architecture), configuration: SmallWorld.configuration(),
            tasks: SmallWorld.tasks, layout: SmallWorld.layout, seed: 1)
        #expect(model.parameterCount == count)
        #expect(model.parameters.tensors.reduce(0) { $0 + $1.tensor.values.count } == count)
    }

    @Test func givesOneColumnATask() {
        for configuration in [SmallWorld.configuration(), SmallWorld.configuration(generator: .full)] {
            let outputs = SmallWorld.model(configuration).outputs(of: SmallWorld.batch(rows: 7))
            #expect(outputs.map(\.count) == [7, 7, 7])
        }
    }

    @Test func dropoutFollowsItsGenerator() {
        let model = SmallWorld.model(SmallWorld.configuration(dropout: 0.5))
        let batch = SmallWorld.batch(rows: 7)
        func outputs(_ seed: UInt64?) -> [[Float]] {
            var generator = seed.map { SeededGenerator(seed: $0) }
            return model.outputs(of: batch, dropout: &generator)
        }
        #expect(outputs(nil) == outputs(nil))
        #expect(outputs(1) == outputs(1))
        #expect(outputs(1) != outputs(2))
        #expect(outputs(1) != outputs(nil))
    }

    @Test func eachPassDropsOtherValues() {
        let model = SmallWorld.model(SmallWorld.configuration(dropout: 0.5))
        var generator: SeededGenerator? = SeededGenerator(seed: 1)
        let first = model.outputs(of: SmallWorld.batch(rows: 7), dropout: &generator)
        #expect(model.outputs(of: SmallWorld.batch(rows: 7), dropout: &generator) != first)
    }

    @Test func withoutARateNothingIsDropped() {
        let model = SmallWorld.model()
        var generator: SeededGenerator? = SeededGenerator(seed: 1)
        let batch = SmallWorld.batch(rows: 7)
        #expect(model.outputs(of: batch, dropout: &generator) == model.outputs(of: batch))
    }

    // MARK: Helpers

    private func slice<Element>(_ values: [Element], _ row: Int, _ rows: Int) -> [Element] {
        let width = values.count / rows
        return Array(values[row * width..<(row + 1) * width])
    }
}

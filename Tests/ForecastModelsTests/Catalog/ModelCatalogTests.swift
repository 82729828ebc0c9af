import AdvertiserDomain
import Features
import NeuralNetwork
import TensorCore
import Testing

@testable import ForecastModels

@Suite struct ModelCatalogTests {
    private static let specification = FeatureSpecification(
        columns: HistoryColumns(
            behaviour: ["logins"], performance: ["clicks"], profile: ["size"], scenario: [], taskColumns: ["clicks"]),
        tasks: SmallWorld.tasks, windowDays: 6, horizonDays: 7)

    private func state() throws -> FittedState {
        let bins = SequenceBins(own: [try BinEdges(edges: [1, 2])], all: [try BinEdges(edges: [1, 2])])
        return FittedState(
            attributes: [
                AttributeField(
                    role: .profile, column: "size",
                    encoding: .categorical(vocabulary: try Vocabulary(categories: ["a"]))),
                AttributeField(
                    role: .scenario, column: "scenario",
                    encoding: .categorical(vocabulary: try Vocabulary(categories: ["search"]))),
            ],
            behaviourBins: bins, performanceBins: bins, denseMeans: [], denseDeviations: [], taskScales: [1, 1, 1],
            positiveShares: [1, 1, 1], trainingScenarios: ["search"], scenarioWeights: [1])
    }

    private func make(
        _ architecture: String = "m2m", _ configuration: ModelConfiguration = SmallWorld.configuration()
    ) throws -> any ForecastModel {
        try ModelCatalog.make(
            architecture: architecture, configuration: configuration, specification: Self.specification,
            state: try state(), seed: 1)
    }

    private func load(
        _ architecture: String = "m2m", _ configuration: ModelConfiguration = SmallWorld.configuration(),
        tensors: [NamedTensor]
    ) throws -> any ForecastModel {
        try ModelCatalog.load(
            architecture: architecture, configuration: configuration, specification: Self.specification,
            state: try state(), tensors: tensors)
    }

    @Test(arguments: ModelCatalog.architectures)
    func aLoadedModelIsTheOneThatWasMade(architecture: String) throws {
        let made = try make(architecture)
        #expect(made.architecture == architecture)
        #expect(made.tasks == SmallWorld.tasks)
        #expect(made.layout == BatchLayout(specification: Self.specification, state: try state()))
        let loaded = try load(architecture, tensors: made.parameters.tensors.reversed())
        #expect(loaded.architecture == architecture)
        #expect(loaded.parameters.tensors == made.parameters.tensors)
        #expect(loaded.layout == made.layout)
    }

    /// Neither has the tensors of another.
    @Test func architecturesAreToldApart() throws {
        let all = try ModelCatalog.architectures.map { try make($0).parameters.tensors.map(\.name) }
        #expect(Set(all).count == all.count)
        #expect(throws: ModelCatalogError.self) { try load("mmoe", tensors: try make("cgc").parameters.tensors) }
    }

    @Test func entriesSayWhatTheyAre() {
        #expect(Set(ModelCatalog.architectures).count == ModelCatalog.entries.count)
        #expect(ModelCatalog.entries.filter { $0.kind == .model }.map(\.name) == ["m2m"])
        #expect(
            ModelCatalog.entries.filter { $0.kind == .baseline }.map(\.title) == [
                "Single-task", "Shared-Bottom", "Cross-Stitch", "MMoE", "MRAN", "CGC",
            ])
        #expect(
            ModelCatalog.entries.filter { $0.kind == .ablation }.map(\.name) == [
                "m2m_without_meta_tower", "m2m_without_meta_attention",
            ])
        for entry in ModelCatalog.entries {
            #expect(!entry.summary.isEmpty && !entry.summary.contains("\n"))
        }
    }

    @Test func anUnknownArchitectureIsNamed() throws {
        let error = ModelCatalogError.unknownArchitecture("m2")
        #expect(throws: error) { try make("m2") }
        #expect(throws: error) { try load("m2", tensors: []) }
        #expect(error.description == "there is no architecture 'm2'; did you mean 'm2m'?")
        #expect(error.isUsageFault)
    }

    @Test func tensorsOfOtherSizesAreRefused() throws {
        let tensors = try make().parameters.tensors
        var wider = SmallWorld.configuration()
        wider.viewWidth = 9
        let error = #expect(throws: ModelCatalogError.self) { try load("m2m", wider, tensors: tensors) }
        guard case .tensorsDoNotFit(.wrongShape(let name, let expected, let found)) = error else {
            Issue.record("\(String(describing: error)) does not name a shape")
            return
        }
        #expect(name == "backbone.experts.weight")
        #expect(expected.extents[1] == 27 && found.extents[1] == 24)
        #expect(error?.isUsageFault == false)
    }

    // MARK: Sizes that no machine holds

    /// The largest sizes that a manifest may give: terabytes of generators.
    private var largest: ModelConfiguration {
        ModelConfiguration(
            viewWidth: 4096, experts: 64, knowledgeWidth: 4096, metaLayers: 16, towerLayers: 16, generator: .full,
            transformer: true, headWidth: .fixed(4096), pooling: .flatten, dropout: 0, head: .poisson)
    }

    @Test func aManifestLargerThanAnyMachineIsRefusedWithoutTakingMemory() throws {
        for architecture in ["m2m", "m2m_without_meta_tower", "m2m_without_meta_attention"] {
            #expect(throws: ModelCatalogError.tensorsDoNotFit(.tooFew(found: 0, needed: 816))) {
                try load(architecture, largest, tensors: [])
            }
        }
        #expect(throws: ModelCatalogError.tensorsDoNotFit(.tooFew(found: 0, needed: 6))) {
            try load("single_task", largest, tensors: [])
        }
        #expect(throws: ModelCatalogError.tensorsDoNotFit(.tooFew(found: 0, needed: 3))) {
            try load("cgc", largest, tensors: [])
        }
        let tensors = (0..<1000).map {
            NamedTensor(name: "tensor \($0)", tensor: Tensor(shape: Shape(1, 1), values: [0]))
        }
        #expect(throws: ModelCatalogError.tensorsDoNotFit(.missing(name: "backbone.behaviour.embedding.weight"))) {
            try load("m2m", largest, tensors: tensors)
        }
    }

    @Test func aModelTooLargeToTrainIsRefusedWithARemedy() throws {
        let error = #expect(throws: ModelCatalogError.self) { try make("m2m", largest) }
        guard case .tooLarge(let values, let limit) = error else {
            Issue.record("\(String(describing: error)) does not say that the model is too large")
            return
        }
        #expect(values > limit && limit == 1 << 31)
        #expect(error?.isUsageFault == true)
        #expect(error?.description.contains("lower model.view_width") == true)
    }

    /// The paper's preset is large and is made.
    @Test func theParametersOfThePaperFit() throws {
        let layout = Architecture.m2m.parameterLayout(
            NetworkSizes(configuration: .paper, tasks: SmallWorld.tasks, batch: SmallWorld.layout))
        #expect(layout.extent > 200_000_000 && layout.extent < ModelCatalog.largestExtent)
    }
}

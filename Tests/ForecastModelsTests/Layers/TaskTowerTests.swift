import AdvertiserDomain
import NeuralNetwork
import Testing

@testable import ForecastModels

@Suite struct TaskTowerTests {
    private let sizes = NetworkSizes(
        configuration: SmallWorld.configuration(), tasks: SmallWorld.tasks, batch: SmallWorld.layout)

    @Test func twoLayersLieBelowTheHead() throws {
        var layout = ParameterLayout()
        let tower = TaskTower(task: SmallWorld.tasks[0], inputWidths: [5, 3], sizes: sizes, layout: &layout)
        #expect(
            layout.declarations.map { "\($0.name) \($0.shape)" } == [
                "tower.clicks.layer0.weight [8, 8]", "tower.clicks.layer0.bias [1, 8]",
                "tower.clicks.layer1.weight [8, 8]", "tower.clicks.layer1.bias [1, 8]",
                "head.clicks.weight [8, 1]", "head.clicks.bias [1, 1]",
            ])
        let store = ParameterStore(layout: layout, seed: 1)
        store.scatter(seed: 2)
        let tape = Tape(parameters: store, differentiates: false)
        let parts = [RowMath.normal(3, 5, seed: 3), RowMath.normal(3, 3, seed: 4)]
        var hidden = zip(parts[0], parts[1]).map { $0 + $1 }
        for layer in tower.layers {
            hidden = RowMath.leakyReLU(
                RowMath.adding(
                    store[try #require(layer.bias)][0], to: RowMath.product(hidden, store[layer.weight])))
        }
        let expected = RowMath.adding(
            store[tower.head.bias][0], to: RowMath.product(hidden, store[tower.head.weight]))
        #expect(RowMath.agree(tape.rows(of: tower(parts.map { tape.constant($0) }, on: tape)), expected))
    }

    @Test func theHeadIsTheConfiguredOne() {
        var configuration = SmallWorld.configuration()
        configuration.head = .hurdle
        let sizes = NetworkSizes(configuration: configuration, tasks: SmallWorld.tasks, batch: SmallWorld.layout)
        var layout = ParameterLayout()
        _ = TaskTower(task: SmallWorld.tasks[0], inputWidths: [5], sizes: sizes, layout: &layout)
        #expect(layout.declarations.last.map { "\($0.name) \($0.shape)" } == "head.clicks.bias [1, 4]")
    }
}

import AdvertiserDomain
import NeuralNetwork
import TensorCore

/// Cross-Stitch (Misra, Shrivastava, Gupta, Hebert, "Cross-stitch Networks for Multi-task Learning", CVPR 2016): a network
/// for each task on a shared backbone, which meet in cross-stitch units after their bottom layer and after the first layer
/// of their towers.
struct CrossStitchNetwork: ForecastNetwork {
    let backbone: FeatureBackbone
    /// One a task, [F, W].
    let bottoms: [DenseLayer]
    let towers: [TaskTower]
    /// The two stages.
    let afterBottom: StitchUnit
    let afterTowerLayer: StitchUnit

    init(_ sizes: NetworkSizes, layout: inout ParameterLayout) {
        let backbone = FeatureBackbone(configuration: sizes.configuration, batch: sizes.batch, layout: &layout)
        let width = sizes.configuration.viewWidth
        self.backbone = backbone
        bottoms = sizes.tasks.map { task in
            DenseLayer(
                prefix: "bottom.\(task.name)", inputWidths: backbone.partWidths, width: width, layout: &layout)
        }
        afterBottom = StitchUnit(prefix: "stitch.stage0", taskCount: sizes.tasks.count, layout: &layout)
        towers = sizes.tasks.map { TaskTower(task: $0, inputWidths: [width], sizes: sizes, layout: &layout) }
        afterTowerLayer = StitchUnit(prefix: "stitch.stage1", taskCount: sizes.tasks.count, layout: &layout)
    }

    func forward(_ inputs: BatchInputs, on tape: Tape, dropout: inout SeededGenerator?) -> [Variable] {
        let features = backbone(inputs, on: tape, dropout: &dropout)
        // x_1 … x_Y, [B, W] each
        var representations = bottoms.map { $0(features.parts, on: tape) }
        for (layer, stitch) in [afterBottom, afterTowerLayer].enumerated() {
            representations = zip(towers, stitch(representations, on: tape)).map { tower, stitched in
                tower.layers[layer]([stitched], on: tape)
            }
        }
        return zip(towers, representations).map { $0.head($1, on: tape) }
    }
}

extension Architecture {
    static let crossStitch = Architecture(
        name: "cross_stitch", title: "Cross-Stitch", kind: .baseline,
        summary: "a network for each task, joined by combinations"
    ) { CrossStitchNetwork($0, layout: &$1) }
}

import AdvertiserDomain
import NeuralNetwork
import TensorCore

/// M2M, "Leaving No One Behind: A Multi-Scenario Multi-Task Meta Learning Approach for Advertiser Modeling" (Zhang, Liao,
/// Liu, Xu, Zheng; WSDM 2022): figure 3, from the backbone over meta attention and meta tower to the outputs of each task.
///
/// The paper's has one member. Several start from different weights, drop different parts of the sequences, and are
/// trained at once; averaged, they err less than any of them.
struct M2MNetwork: ForecastNetwork {
    let backbone: FeatureBackbone
    let members: [M2MMember]

    /// - Parameters:
    ///   - generatesAttention: whether scenario knowledge shapes the weights of meta attention, or they are static.
    ///   - generatesTower: whether it shapes those of the meta tower.
    init(
        _ sizes: NetworkSizes, generatesAttention: Bool = true, generatesTower: Bool = true,
        layout: inout ParameterLayout
    ) {
        let backbone = FeatureBackbone(configuration: sizes.configuration, batch: sizes.batch, layout: &layout)
        self.backbone = backbone
        members = (0..<sizes.configuration.members).map { member in
            layout.withPrefix(member == 0 ? "" : "member\(member).") { layout in
                M2MMember(
                    sizes, backbone: backbone, generatesAttention: generatesAttention, generatesTower: generatesTower,
                    layout: &layout)
            }
        }
    }

    func forward(_ inputs: BatchInputs, on tape: Tape, dropout: inout SeededGenerator?) -> [Variable] {
        let features = backbone.embed(inputs, on: tape)
        var outputs: [Variable] = []
        for member in members {
            outputs += member(backbone.drop(from: features, on: tape, dropout: &dropout), on: tape)
        }
        return outputs
    }
}

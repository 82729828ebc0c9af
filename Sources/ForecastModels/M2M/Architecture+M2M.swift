import AdvertiserDomain

/// M2M, whole and without one of its parts.
extension Architecture {
    package static let m2m = Architecture(
        name: "m2m", title: "M2M", kind: .model,
        summary: "weights generated from scenario knowledge",
        leastTensors: metaLayers
    ) { M2MNetwork($0, layout: &$1) }

    static let m2mWithoutMetaTower = Architecture(
        name: "m2m_without_meta_tower", title: "M2M without meta tower", kind: .ablation,
        summary: "M2M with static weights in its towers",
        leastTensors: metaLayers
    ) { M2MNetwork($0, generatesTower: false, layout: &$1) }

    static let m2mWithoutMetaAttention = Architecture(
        name: "m2m_without_meta_attention", title: "M2M without meta attention", kind: .ablation,
        summary: "M2M with static weights in its attention",
        leastTensors: metaLayers
    ) { M2MNetwork($0, generatesAttention: false, layout: &$1) }

    /// Each meta layer of each member has tensors of its own.
    @Sendable private static func metaLayers(_ sizes: NetworkSizes) -> Int {
        sizes.configuration.members * sizes.tasks.count * sizes.configuration.metaLayers
            * (1 + sizes.configuration.towerLayers)
    }
}

import AdvertiserDomain
import Features

/// What decides the shape of a network's parameters.
struct NetworkSizes: Sendable {
    let configuration: ModelConfiguration
    let tasks: [PredictionTask]
    let batch: BatchLayout
}

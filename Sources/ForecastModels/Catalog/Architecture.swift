import AdvertiserDomain
import NeuralNetwork

/// A kind of network that Adcast can train and serve.
package struct Architecture: Sendable {
    /// What it is for.
    package enum Kind: String, Codable, Sendable {
        /// What Adcast is about.
        case model
        /// What the paper compares it with, section 5.1.2.
        case baseline
        /// The model without one of its parts, Table 5.
        case ablation
    }

    /// In checkpoints and on the command line, such as `shared_bottom`.
    package let name: String
    /// In reports, such as "Shared-Bottom".
    package let title: String
    package let kind: Kind
    /// What it is, on one line.
    package let summary: String

    /// Declares the parameters of a network of these sizes.
    let network: @Sendable (NetworkSizes, inout ParameterLayout) -> any ForecastNetwork
    /// A number of tensors that a network of these sizes has at the least.
    let leastTensors: @Sendable (NetworkSizes) -> Int

    /// - Parameter leastTensors: by default one a task.
    init(
        name: String, title: String, kind: Kind, summary: String,
        leastTensors: @escaping @Sendable (NetworkSizes) -> Int = { $0.tasks.count },
        network: @escaping @Sendable (NetworkSizes, inout ParameterLayout) -> any ForecastNetwork
    ) {
        self.name = name
        self.title = title
        self.kind = kind
        self.summary = summary
        self.leastTensors = leastTensors
        self.network = network
    }

    /// The parameters of a network of these sizes, without values.
    func parameterLayout(_ sizes: NetworkSizes) -> ParameterLayout {
        var layout = ParameterLayout()
        _ = network(sizes, &layout)
        _ = LinearAnchor(sizes, layout: &layout)
        return layout
    }
}

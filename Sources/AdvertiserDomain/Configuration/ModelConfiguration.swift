/// The sizes and switches of M2M.
package struct ModelConfiguration: Codable, Equatable, Sendable {
    /// How a meta unit holds V_w of equation 11.
    package enum Generator: Codable, Equatable, Sendable {
        /// The paper's: every entry of W is a linear function of the scenario knowledge.
        case full
        /// V_w of CP rank `rank`: W = V₀ + A·diag(C·S̃ + c₀)·B.
        case factored(rank: Int)
    }

    /// The width d_k of an attention head's queries and keys.
    package enum HeadWidth: Codable, Equatable, Sendable {
        /// ⌈D/2⌉ for a sequence of width D.
        case half
        case fixed(Int)
    }

    /// How the sequence of attended days becomes the fixed-length vector of equation 5.
    package enum Pooling: String, Codable, CaseIterable, Sendable {
        /// The mean over the days beside the last day.
        case meanLast = "mean_last"
        /// All days side by side.
        case flatten
    }

    /// What the last layer of a task gives.
    package enum Head: String, Codable, CaseIterable, Sendable {
        /// One log-rate: the paper's.
        case poisson
        /// A log-rate, the logit of activity, and location and spread of the logarithm of what is active.
        case hurdle
    }

    package var viewWidth: Int
    package var experts: Int
    package var knowledgeWidth: Int
    package var metaLayers: Int
    package var towerLayers: Int
    package var generator: Generator
    package var transformer: Bool
    package var headWidth: HeadWidth
    package var pooling: Pooling
    /// Share of the pooled sequence that training drops.
    package var dropout: Float
    package var head: Head
    /// Networks of M2M that share a backbone and are averaged; other architectures have one.
    package var members: Int
    /// Whether the outputs start from a linear forecast of the dense features, which the network corrects.
    package var anchor: Bool

    /// - Parameters:
    ///   - members: one by default, as in the paper.
    ///   - anchor: none by default, as in the paper.
    package init(
        viewWidth: Int, experts: Int, knowledgeWidth: Int, metaLayers: Int, towerLayers: Int, generator: Generator,
        transformer: Bool, headWidth: HeadWidth, pooling: Pooling, dropout: Float, head: Head,
        members: Int = 1, anchor: Bool = false
    ) {
        self.viewWidth = viewWidth
        self.experts = experts
        self.knowledgeWidth = knowledgeWidth
        self.metaLayers = metaLayers
        self.towerLayers = towerLayers
        self.generator = generator
        self.transformer = transformer
        self.headWidth = headWidth
        self.pooling = pooling
        self.dropout = dropout
        self.head = head
        self.members = members
        self.anchor = anchor
    }

    /// What measures best at the size of the demonstration.
    package static let `default` = ModelConfiguration(
        viewWidth: 64, experts: 4, knowledgeWidth: 64, metaLayers: 1, towerLayers: 2, generator: .factored(rank: 16),
        transformer: true, headWidth: .fixed(16), pooling: .meanLast, dropout: 0.3, head: .hurdle, members: 3,
        anchor: true)

    /// The sizes of section 5.1.3 of the paper, which gives no number of tower layers.
    package static let paper = ModelConfiguration(
        viewWidth: 256, experts: 4, knowledgeWidth: 64, metaLayers: 3, towerLayers: 2, generator: .full,
        transformer: true, headWidth: .half, pooling: .flatten, dropout: 0, head: .poisson)
}

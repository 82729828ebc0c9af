import AdvertiserDomain

/// A ``ModelConfiguration`` as the manifest holds it: the keys and values of the configuration file's section `model`.
struct ModelSizes: Codable {
    /// A number, or the word that stands for another way.
    private enum NumberOrWord: Codable {
        case number(Int)
        case word(String)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int.self) {
                self = .number(number)
            } else {
                self = .word(try container.decode(String.self))
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .number(let number): try container.encode(number)
            case .word(let word): try container.encode(word)
            }
        }
    }

    /// A value that no model has.
    struct Unusable: Error, CustomStringConvertible {
        let key: String
        let value: String

        var description: String { "model.\(key) is \(value), which no model has" }
    }

    private let viewWidth: Int
    private let experts: Int
    private let knowledgeWidth: Int
    private let metaLayers: Int
    private let towerLayers: Int
    private let generatorRank: NumberOrWord
    private let transformer: Bool
    private let headWidth: NumberOrWord
    private let pooling: ModelConfiguration.Pooling
    private let dropout: Float
    private let head: ModelConfiguration.Head
    /// Manifests of one member may leave it out.
    private let members: Int?
    /// Manifests of models without one may leave it out.
    private let anchor: Bool?

    init(_ configuration: ModelConfiguration) {
        viewWidth = configuration.viewWidth
        experts = configuration.experts
        knowledgeWidth = configuration.knowledgeWidth
        metaLayers = configuration.metaLayers
        towerLayers = configuration.towerLayers
        generatorRank =
            switch configuration.generator {
            case .full: .word("full")
            case .factored(let rank): .number(rank)
            }
        transformer = configuration.transformer
        headWidth =
            switch configuration.headWidth {
            case .half: .word("half")
            case .fixed(let width): .number(width)
            }
        pooling = configuration.pooling
        dropout = configuration.dropout
        head = configuration.head
        members = configuration.members
        anchor = configuration.anchor
    }

    /// The configuration, each size within what the configuration file allows.
    func configuration() throws(Unusable) -> ModelConfiguration {
        let rank = try number(generatorRank, "generator_rank", or: "full")
        let width = try number(headWidth, "head_width", or: "half")
        guard (0..<1).contains(dropout) else { throw Unusable(key: "dropout", value: "\(dropout)") }
        return ModelConfiguration(
            viewWidth: try checked(viewWidth, "view_width"), experts: try checked(experts, "experts", upTo: 64),
            knowledgeWidth: try checked(knowledgeWidth, "knowledge_width"),
            metaLayers: try checked(metaLayers, "meta_layers", upTo: 16),
            towerLayers: try checked(towerLayers, "tower_layers", upTo: 16),
            generator: rank.map { .factored(rank: $0) } ?? .full, transformer: transformer,
            headWidth: width.map { .fixed($0) } ?? .half, pooling: pooling, dropout: dropout, head: head,
            members: try checked(members ?? 1, "members", upTo: 16),
            anchor: anchor ?? false)
    }

    private func checked(_ value: Int, _ key: String, upTo limit: Int = 4096) throws(Unusable) -> Int {
        guard (1...limit).contains(value) else { throw Unusable(key: key, value: "\(value)") }
        return value
    }

    /// `nil` for the word.
    private func number(_ value: NumberOrWord, _ key: String, or allowedWord: String) throws(Unusable) -> Int? {
        switch value {
        case .number(let number): return try checked(number, key)
        case .word(allowedWord): return nil
        case .word(let word): throw Unusable(key: key, value: "'\(word)'")
        }
    }
}

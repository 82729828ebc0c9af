/// What a variant is there for.
package enum StudyRole: Equatable, Hashable, Sendable {
    /// M2M with the configured settings: what everything else is compared with.
    case model
    /// An architecture of section 5.1.2.
    case baseline
    /// M2M with a part taken out or changed (Table 5).
    case ablation
    /// A rule that is not trained, such as last week repeated.
    case reference
    /// Forecasts that another program made of the same samples.
    case peer
    /// M2M with one setting changed (Figure 6).
    case sweep(SweepSetting)
    /// One of the others with another head.
    case otherHead(HeadChange)
}

/// An object whose `kind` is the role; a sweep adds its `parameter` and `value`, another head what it is of.
extension StudyRole: Codable {
    private enum CodingKeys: String, CodingKey {
        case kind, parameter, value
    }

    private enum Kind: String, Codable {
        case model, baseline, ablation, reference, peer, sweep
        case otherHead = "other_head"
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(Kind.self, forKey: .kind) {
        case .model: self = .model
        case .baseline: self = .baseline
        case .ablation: self = .ablation
        case .reference: self = .reference
        case .peer: self = .peer
        case .sweep: self = .sweep(try SweepSetting(from: decoder))
        case .otherHead: self = .otherHead(try HeadChange(from: decoder))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        switch self {
        case .sweep(let setting): try setting.encode(to: encoder)
        case .otherHead(let change): try change.encode(to: encoder)
        case .model, .baseline, .ablation, .reference, .peer: break
        }
    }

    private var kind: Kind {
        switch self {
        case .model: .model
        case .baseline: .baseline
        case .ablation: .ablation
        case .reference: .reference
        case .peer: .peer
        case .sweep: .sweep
        case .otherHead: .otherHead
        }
    }
}

import AdvertiserDomain

/// How an attribute's values become a code or a number.
package enum AttributeEncoding: Codable, Equatable, Sendable {
    /// Text, or a numeric profile attribute of few distinct values.
    case categorical(vocabulary: Vocabulary)
    /// A numeric profile attribute of many values: code 1 plus the number of edges not above the value, 0 for unknown.
    /// Edges are strictly ascending and finite, at most 15.
    case binned(edges: [Double])
    /// A numeric scenario attribute: x = (value − mean)/deviation, embedded as u + x·w; 0 for unknown.
    case standardised(mean: Double, deviation: Double)

    /// The largest size of a standardised number: a far outlier shall not become infinite inside the model.
    static let largestNumber = 1e6

    /// The number of codes beside 0; `nil` for a number.
    package var categoryCount: Int? {
        switch self {
        case .categorical(let vocabulary): vocabulary.count
        case .binned(let edges): edges.count + 1
        case .standardised: nil
        }
    }

    /// Whether only numbers say anything, so that a text is unknown.
    package var isNumeric: Bool {
        switch self {
        case .categorical: false
        case .binned, .standardised: true
        }
    }

    /// The code of a value, 0 where it is unknown; always 0 for a standardised number.
    package func code(of value: AttributeValue) -> Int32 {
        switch self {
        case .categorical(let vocabulary):
            return value.category.map(vocabulary.code(of:)) ?? 0
        case .binned(let edges):
            guard case .number(let number) = value else { return 0 }
            return 1 + Int32(edges.count { number >= $0 })
        case .standardised:
            return 0
        }
    }

    /// The standardised value, 0 where it is unknown; always 0 for a category.
    package func number(of value: AttributeValue) -> Float {
        guard case .standardised(let mean, let deviation) = self, case .number(let number) = value else { return 0 }
        let standardised = (number - mean) / deviation
        return Float(min(max(standardised, -Self.largestNumber), Self.largestNumber))
    }

    /// Checks what a manifest may get wrong.
    func validate(field: String) throws(FittedStateError) {
        switch self {
        case .categorical: break
        case .binned(let edges):
            guard edges.count <= BinEdges.maximumEdgeCount else {
                throw .wrongCount(field: field, found: edges.count, expected: BinEdges.maximumEdgeCount)
            }
            guard edges.allSatisfy(\.isFinite) else { throw .notFinite(field: field) }
            guard zip(edges, edges.dropFirst()).allSatisfy(<) else { throw .notAscending(field: field) }
        case .standardised(let mean, let deviation):
            guard mean.isFinite, deviation.isFinite else { throw .notFinite(field: field) }
            guard deviation > 0 else { throw .notPositive(field: field) }
        }
    }
}

extension AttributeValue {
    /// The text by which vocabularies know a value; `nil` for unknown. A whole number reads alike as number and as text.
    var category: String? {
        switch self {
        case .text(let text): text
        case .number(let number): Int(exactly: number).map(String.init) ?? String(number)
        case .unknown: nil
        }
    }
}

import AdvertiserDomain

/// The categories of an attribute, each with a code.
package struct Vocabulary: Equatable, Sendable {
    /// Strictly ascending by Unicode scalars; the category at position i has code i + 1.
    package let categories: [String]

    /// - Throws: ``FittedStateError/notAscending(field:)``.
    package init(categories: [String]) throws(FittedStateError) {
        guard zip(categories, categories.dropFirst()).allSatisfy({ $0.precedesByScalars($1) }) else {
            throw .notAscending(field: "categories")
        }
        self.categories = categories
    }

    /// The different ones among `categories`.
    init(of categories: [String]) {
        var distinct: [String] = []
        for category in categories.sorted(by: { $0.precedesByScalars($1) })
        where !(distinct.last?.equalsByScalars(category) ?? false) {
            distinct.append(category)
        }
        self.categories = distinct
    }

    package var count: Int { categories.count }

    /// 1…``count``, or 0, "unknown", for a category that is not here.
    package func code(of category: String) -> Int32 {
        categories.sortedIndex(of: category).map { Int32($0 + 1) } ?? 0
    }
}

/// Encoded as the array of categories.
extension Vocabulary: Codable {
    package init(from decoder: any Decoder) throws {
        try self.init(categories: decoder.singleValueContainer().decode([String].self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(categories)
    }
}

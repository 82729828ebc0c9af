/// What a variant is that has another head than those a study compares.
package struct HeadChange: Codable, Equatable, Hashable, Sendable {
    /// The name of the variant that differs from it in nothing else.
    package let variant: String
    /// Its head, as configurations name it.
    package let head: String
    /// The head of the variants that the study compares.
    package let comparedHead: String

    package init(variant: String, head: String, comparedHead: String) {
        self.variant = variant
        self.head = head
        self.comparedHead = comparedHead
    }

    private enum CodingKeys: String, CodingKey {
        case variant, head
        case comparedHead = "compared_head"
    }
}

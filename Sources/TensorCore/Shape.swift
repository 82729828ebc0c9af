/// The extents of a tensor, outermost first.
///
/// Letters of shape comments in every module: `B` rows of a batch, `T` days of the window, `F` fields of a sequence,
/// `D` width of a sequence's day, `H` attention heads, `P` pooled vectors of a sequence, `K` experts, `W` view width,
/// `S` knowledge width, `R` rank of a generator, `Y` prediction tasks, `C` rows of a lookup table.
package struct Shape: Hashable, Codable, Sendable {
    package let extents: [Int]

    /// A shape of at least one extent, none of them negative.
    package init(_ extents: [Int]) {
        precondition(!extents.isEmpty && extents.allSatisfy { $0 >= 0 }, "a shape needs extents of 0 or more")
        self.extents = extents
    }

    package init(_ extents: Int...) {
        self.init(extents)
    }

    /// The number of elements.
    package var count: Int { extents.reduce(1, *) }
}

extension Shape: CustomStringConvertible {
    /// Such as `[64, 16]`.
    package var description: String { "[" + extents.map(String.init).joined(separator: ", ") + "]" }
}

/// The known name that somebody who misspelt a name probably meant.
enum NameSuggestion {
    /// Longer names are not compared: the time grows with the product of the lengths, and outsiders choose one of them.
    private static let longestName = 64

    /// No more names are compared, since a request may bring names of its own.
    private static let mostNames = 1_000

    /// The name of `known` with the fewest edits from `name`, ignoring case, if they are at most a third of its length.
    static func nearest(to name: String, among known: [String]) -> String? {
        let wanted = Array(name.lowercased().unicodeScalars)
        guard wanted.count <= longestName else { return nil }
        var best: (name: String, distance: Int)?
        for candidate in known.prefix(mostNames) {
            let scalars = Array(candidate.lowercased().unicodeScalars)
            guard scalars.count <= longestName else { continue }
            let distance = editDistance(wanted, scalars)
            if distance <= max(1, max(wanted.count, scalars.count) / 3), distance < best?.distance ?? .max {
                best = (candidate, distance)
            }
        }
        return best?.name
    }

    /// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
    private static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        for (row, leftScalar) in left.enumerated() {
            var current = [row + 1]
            for (column, rightScalar) in right.enumerated() {
                var distance = min(
                    previous[column + 1] + 1, current[column] + 1,
                    previous[column] + (leftScalar == rightScalar ? 0 : 1))
                if row > 0, column > 0, leftScalar == right[column - 1], left[row - 1] == rightScalar {
                    distance = min(distance, beforePrevious[column - 1] + 1)
                }
                current.append(distance)
            }
            beforePrevious = previous
            previous = current
        }
        return previous[right.count]
    }
}

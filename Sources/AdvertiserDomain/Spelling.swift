/// Finds the name that a misspelt one was probably meant to be.
package enum Spelling {
    /// The candidate with the least edit distance to `name` (case ignored), the first of equals; `nil` where even that one
    /// differs in more than a third of the longer name's characters, rounded up.
    package static func nearest(to name: String, among candidates: [String]) -> String? {
        var best: (candidate: String, distance: Int)?
        for candidate in candidates {
            let distance = editDistance(name.lowercased(), candidate.lowercased())
            let allowed = (max(name.count, candidate.count) + 2) / 3
            if distance <= allowed, distance < best?.distance ?? Int.max {
                best = (candidate, distance)
            }
        }
        return best?.candidate
    }

    /// A phrase for the end of an error: the nearest name, or all of them where none is near.
    package static func suggestion(for name: String, among candidates: [String]) -> String {
        if let nearest = nearest(to: name, among: candidates) { return "did you mean '\(nearest)'?" }
        return candidates.isEmpty ? "there is nothing to choose from" : "known: \(candidates.joined(separator: ", "))"
    }

    /// The least number of insertions, deletions, substitutions and swaps of neighbours (Damerau–Levenshtein, optimal
    /// string alignment) that turn one text into the other.
    package static func editDistance(_ first: String, _ second: String) -> Int {
        let rows = Array(first)
        let columns = Array(second)
        var beforePrevious: [Int] = []
        var previous = Array(0...columns.count)
        for (row, character) in rows.enumerated() {
            var current = [row + 1]
            current.reserveCapacity(columns.count + 1)
            for (column, other) in columns.enumerated() {
                var distance = min(previous[column + 1] + 1, current[column] + 1)
                distance = min(distance, previous[column] + (character == other ? 0 : 1))
                if row > 0, column > 0, character == columns[column - 1], rows[row - 1] == other {
                    distance = min(distance, beforePrevious[column - 1] + 1)
                }
                current.append(distance)
            }
            beforePrevious = previous
            previous = current
        }
        return previous[columns.count]
    }
}

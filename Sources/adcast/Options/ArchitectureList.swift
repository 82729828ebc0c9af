import Foundation

/// The architectures that an option takes, as its help lists them.
enum ArchitectureList {
    /// A line for each, with what it is.
    static func text(_ names: [String], _ summaries: [String]) -> String {
        let width = (names.map(\.count).max() ?? 0) + 2
        return zip(names, summaries).map { name, summary in
            "  " + name.padding(toLength: width, withPad: " ", startingAt: 0) + summary
        }.joined(separator: "\n")
    }
}

import ArgumentParser

/// Names separated by commas, without the spaces around them; at least one, and none of them empty.
struct CommaSeparated: ExpressibleByArgument, Equatable {
    let values: [String]

    init?(argument: String) {
        values = argument.split(separator: ",", omittingEmptySubsequences: false).map { part in
            String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        guard values.allSatisfy({ !$0.isEmpty }) else { return nil }
    }
}

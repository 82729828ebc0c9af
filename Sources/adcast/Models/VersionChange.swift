/// What a change came to, as the log of activations has it.
struct VersionChange: Codable, Equatable {
    let from: Int?
    let to: Int
    let action: String

    /// One line for people.
    var text: String {
        let before = from.map { $0 == to ? "" : ", version \($0) before" } ?? ""
        return action == "release"
            ? "version \(to) goes on serving; better versions may be promoted again"
            : "version \(to) serves\(before); promotion is held until 'adcast models release'"
    }
}

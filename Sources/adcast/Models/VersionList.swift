/// The versions there are, as `GET /models` and `adcast models list` give them.
struct VersionList: Codable, Equatable {
    struct Version: Codable, Equatable {
        let version: Int
        let active: Bool
        /// Whether its manifest can be read.
        var usable: Bool?
        var architecture: String?
        var createdAt: String?
        var newestLabelDay: String?
        var split: String?
        /// `ok`, `not_loaded` or `failed`, where a service tells.
        var loadState: String?
        var loadFailure: String?

        /// Whether it can answer, in words.
        fileprivate var state: String {
            if let loadFailure { return "failed: \(loadFailure)" }
            guard let loadState else { return usable == false ? "unusable" : "" }
            return loadState.replacing("_", with: " ")
        }
    }

    struct Hold: Codable, Equatable {
        let version: Int
        let by: String
        let why: String?
    }

    let active: Int?
    let models: [Version]
    var hold: Hold?

    /// A line a version, for people.
    var text: String {
        var rows = [["", "version", "created", "architecture", "split", "labels until", "state"]]
        for version in models {
            rows.append([
                version.active ? "*" : "", "\(version.version)", version.createdAt ?? "-",
                version.architecture ?? "-", version.split ?? "-", version.newestLabelDay ?? "-", version.state,
            ])
        }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        var lines = rows.map { row in
            let padded = row.enumerated().map { column, cell in
                cell + String(repeating: " ", count: widths[column] - cell.count)
            }
            let line = padded.joined(separator: "  ")
            return line.lastIndex { $0 != " " }.map { String(line[...$0]) } ?? ""
        }
        if let hold {
            let why = hold.why.map { $0.isEmpty ? "" : " (\($0))" } ?? ""
            lines.append(
                "promotion is held since \(hold.by) chose version \(hold.version)\(why); "
                    + "'adcast models release' lets it go on")
        }
        return lines.joined(separator: "\n")
    }
}

/// What `models list` says with `--json`.
struct VersionListing: Decodable {
    struct Version: Decodable {
        let version: Int
        let active: Bool
        let loadState: String?
    }

    struct Hold: Decodable {
        let version: Int
        let by: String
        let why: String?
    }

    /// What `activate`, `rollback` and `release` say.
    struct Change: Decodable, Equatable {
        let from: Int?
        let to: Int
        let action: String
    }

    let active: Int?
    let models: [Version]
    let hold: Hold?
}

/// What `inspect` says with `--json`, as far as the tests need it.
struct Inspection: Decodable {
    struct Scenario: Decodable {
        let scenario: String
        let advertisers: Int
        let rows: Int
    }

    let oldest: String
    let newest: String
    let days: Int
    let rows: Int
    let advertisers: Int
    let scenarios: [Scenario]
}

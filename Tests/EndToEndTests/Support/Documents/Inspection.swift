/// What `inspect` says with `--json`, as far as the tests need it.
struct Inspection: Decodable {
    struct Scenario: Decodable {
        let scenario: String
        let advertisers: Int
        let rows: Int
    }

    struct Parts: Decodable {
        let train: [String]
    }

    let oldest: String
    let newest: String
    let days: Int
    let rows: Int
    let advertisers: Int
    let asOfDates: Parts
    let scenarios: [Scenario]
}

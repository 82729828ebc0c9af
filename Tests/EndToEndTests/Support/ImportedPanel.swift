import Foundation

/// A panel in CSV files whose content the tests know: 12 advertisers in 2 scenarios over 80 days, but for `gone`, which
/// has rows in the first ten days only, and `new`, which has them in `search` and the last three.
struct ImportedPanel {
    static let days = 80
    static let newestDay = "2020-03-20"

    let place: Workplace

    /// Writes the files and a configuration, and imports nothing.
    init() throws {
        place = Workplace(emptyIn: try TemporaryDirectory())
        try write("world.yaml", Self.configuration + Workplace.smallTraining)
        try write("scenarios.csv", "scenario,kind\nsearch,text\nfeed,\"picture, moving\"\n")
        let names = Self.regulars + ["gone", "new"]
        let advertisers = names.enumerated().map { "\($1),\(["small", "large"][$0 % 2])\n" }.joined()
        try write("advertisers.csv", "advertiser,size\n" + advertisers)
        try write("snapshots.csv", Self.header + Self.records.joined())
    }

    static let header = "date,advertiser,scenario,logins,clicks,spend\n"
    static let regulars = (1...10).map { "shop \($0)" }

    /// The pairs with a row in the last 30 days, ascending.
    static let pairs: [[String]] =
        [["new", "search"]] + regulars.sorted().flatMap { [[$0, "feed"], [$0, "search"]] }

    static let records: [String] = (0..<days).flatMap { day -> [String] in
        let date = Date(timeIntervalSince1970: 1_577_836_800 + Double(day) * 86_400)
            .formatted(.iso8601.year().month().day())
        func record(_ advertiser: String, _ scenario: String, _ size: Int) -> String {
            let clicks = (day * 7 + size * 13) % 11 * size
            return "\(date),\(advertiser),\(scenario),\((day + size) % 3),\(clicks),\(Double(clicks) / 4)\n"
        }
        var records = regulars.enumerated().flatMap { index, name in
            [record(name, "search", index + 1), record(name, "feed", index + 3)]
        }
        if day < 10 { records.append(record("gone", "search", 4)) }
        if day >= days - 3 { records.append(record("new", "search", 5)) }
        return records
    }

    private static let configuration = """
        database: world.sqlite
        features:
          behaviour: [logins]
          performance: [clicks, spend]
          profile: [size]
          scenario: [kind]
        tasks:
          - { name: clicks, column: clicks, aggregate: sum, unit: clicks }
          - { name: active, column: spend, aggregate: active, unit: share }
        window_days: 30
        horizon_days: 7

        """

    func path(_ name: String) -> String { place.directory.file(name) }

    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path(name)))
    }

    /// The arguments that import all three files.
    func importing(snapshots: String? = nil) -> [String] {
        place.line(
            "import",
            [
                "--scenarios", path("scenarios.csv"), "--advertisers", path("advertisers.csv"), "--snapshots",
                snapshots ?? path("snapshots.csv"),
            ])
    }

    /// All that the database holds, but for when it was imported.
    func content() throws -> [[String]] {
        try [
            "SELECT * FROM scenarios ORDER BY scenario", "SELECT * FROM advertisers ORDER BY advertiser",
            "SELECT * FROM daily_snapshots ORDER BY advertiser, scenario, date",
            "SELECT date FROM snapshot_days ORDER BY date",
        ].flatMap { try place.rows($0) }
    }
}

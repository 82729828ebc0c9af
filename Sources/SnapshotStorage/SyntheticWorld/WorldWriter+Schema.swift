import AdvertiserDomain
import GRDB

extension WorldWriter {
    /// Revision of the simulation: days of one cannot follow days of another.
    static let revision = 1

    static let schema = """
        CREATE TABLE scenarios(
            scenario TEXT PRIMARY KEY, type TEXT, placement TEXT, pricing TEXT, reach_index REAL);
        CREATE TABLE advertisers(
            advertiser TEXT PRIMARY KEY, business_scale TEXT, main_category TEXT, star_level INTEGER);
        CREATE TABLE daily_snapshots(
            advertiser TEXT, scenario TEXT, date TEXT,
            logins INTEGER, campaign_edits INTEGER, bid_changes INTEGER, budget REAL,
            impressions INTEGER, clicks INTEGER, expenditure REAL, orders INTEGER, gmv REAL,
            PRIMARY KEY(advertiser, scenario, date)) WITHOUT ROWID;
        CREATE TABLE snapshot_days(date TEXT PRIMARY KEY, completed_at TEXT);
        CREATE TABLE generator(seed INTEGER, advertisers INTEGER, days INTEGER, revision INTEGER);
        """

    /// Built after the rows, which is faster than with them.
    static let index = "CREATE INDEX daily_snapshots_by_date ON daily_snapshots(date)"

    static func insertScenarios(into database: Database) throws {
        for scenario in SyntheticScenario.allCases {
            try database.execute(
                sql: "INSERT INTO scenarios VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    scenario.name, scenario.type.rawValue, scenario.placement.rawValue, scenario.pricing.rawValue,
                    scenario.reachIndex,
                ])
        }
    }

    static func insertAdvertisers(of world: SyntheticWorld, into database: Database) throws {
        let statement = try database.makeStatement(sql: "INSERT INTO advertisers VALUES (?, ?, ?, ?)")
        for index in 0..<world.parameters.advertiserCount {
            let profile = world.profile(ofAdvertiser: index)
            try statement.execute(arguments: [
                world.identifier(ofAdvertiser: index), profile.businessScale.rawValue, profile.category.rawValue,
                profile.hidesStarLevel ? nil : profile.starLevel,
            ])
        }
    }

    /// Writes the rows of the world's days from `firstDay` on, in the order of the primary key, and returns how many.
    static func insertSnapshots(
        of world: SyntheticWorld, from firstDay: Int, into database: Database, progress: WorldProgress
    ) throws -> Int {
        let statement = try database.makeStatement(
            sql: "INSERT INTO daily_snapshots VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        let dates = (0..<world.parameters.dayCount).map { (WorldParameters.firstDay + $0).isoText.databaseValue }
        let scenarios = SyntheticScenario.allCases.map(\.name.databaseValue)
        let total = world.parameters.advertiserCount
        var rows = 0
        for index in 0..<total {
            let advertiser = world.identifier(ofAdvertiser: index).databaseValue
            for history in world.histories(ofAdvertiser: index) {
                let scenario = scenarios[history.scenario.rawValue]
                for row in history.days where row.day >= firstDay {
                    try statement.execute(arguments: [
                        advertiser, scenario, dates[row.day],
                        row.logins.databaseValue, row.campaignEdits.databaseValue, row.bidChanges.databaseValue,
                        row.budget.databaseValue, row.impressions.databaseValue, row.clicks.databaseValue,
                        row.expenditure.databaseValue, row.orders.databaseValue, row.gmv.databaseValue,
                    ])
                    rows += 1
                }
            }
            if (index + 1) % 64 == 0 || index + 1 == total { try progress(index + 1, total) }
        }
        return rows
    }

    /// Lists the world's days from `firstDay` on as complete, each at two in the morning after it.
    static func insertDays(of world: SyntheticWorld, from firstDay: Int, into database: Database) throws {
        for day in firstDay..<world.parameters.dayCount {
            let date = WorldParameters.firstDay + day
            try database.execute(
                sql: "INSERT INTO snapshot_days VALUES (?, ?)",
                arguments: [date.isoText, "\((date + 1).isoText)T02:00:00Z"])
        }
    }
}

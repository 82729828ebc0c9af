import Foundation
import GRDB

@testable import SnapshotStorage

extension WorldParameters {
    /// Small enough for a debug build.
    static func small(seed: UInt64 = 1, advertisers: Int = 200, days: Int = 60) throws -> WorldParameters {
        try WorldParameters(seed: seed, advertiserCount: advertisers, dayCount: days)
    }
}

/// All rows of all tables, in their order, as text.
func contents(ofDatabase path: String) throws -> [String] {
    let queue = try DatabaseQueue(path: path)
    let lines = try queue.read { database in
        var lines: [String] = []
        let tables = [
            ("scenarios", "1"), ("advertisers", "1"), ("daily_snapshots", "1, 2, 3"), ("snapshot_days", "1"),
            ("generator", "1"),
        ]
        for (table, order) in tables {
            for row in try Row.fetchAll(database, sql: "SELECT * FROM \(table) ORDER BY \(order)") {
                lines.append("\(table) \(row.databaseValues.map(\.description).joined(separator: "|"))")
            }
        }
        return lines
    }
    try queue.close()
    return lines
}

/// One advertiser's rows in one scenario, with zeros on the days that have none.
func dense(_ history: SyntheticWorld.History, days: Int) -> [SyntheticDay] {
    var rows = (0..<days).map { SyntheticDay(day: $0) }
    for row in history.days { rows[row.day] = row }
    return rows
}

func correlation(_ left: [Double], _ right: [Double]) -> Double {
    let count = Double(left.count)
    let leftMean = left.reduce(0, +) / count
    let rightMean = right.reduce(0, +) / count
    var product = 0.0
    var leftSquare = 0.0
    var rightSquare = 0.0
    for (a, b) in zip(left, right) {
        product += (a - leftMean) * (b - rightMean)
        leftSquare += (a - leftMean) * (a - leftMean)
        rightSquare += (b - rightMean) * (b - rightMean)
    }
    return product / (leftSquare * rightSquare).squareRoot()
}

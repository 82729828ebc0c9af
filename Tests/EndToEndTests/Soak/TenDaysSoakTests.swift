import Foundation
import GRDB
import Testing

/// A service that nobody looks after, while its world goes on.
@Suite struct TenDaysSoakTests {
    private static let dayCount = 10

    @Test func theServiceKeepsItselfCurrent() throws {
        let place = try Workplace(generatedIn: TemporaryDirectory(), advertisers: 400)
        try place.configureSoundTraining()
        try place.addToConfiguration("retraining: { enabled: true, check_seconds: 1 }")
        #expect(try place.run("train").ending == .exit(0))
        let service = try RunningService(place)
        var serving = 1
        var outcomes: [String] = []
        let start = ContinuousClock.now
        for number in 1...Self.dayCount {
            let append = try AdcastBinary.run(["generate", "--output", place.database, "--append-days", "1"])
            try #require(append.ending == .exit(0), "\(append.standardError)")
            let newest = try place.rows("SELECT max(date) FROM snapshot_days")[0][0]
            let cycle = try service.awaitCycle(number)
            #expect(cycle.trigger.kind == "new_day")
            #expect(cycle.newestDay == newest)
            #expect(cycle.isDecision, "\(cycle.outcome): \(cycle.reason)")
            #expect(cycle.reason.contains("NMAE"))
            #expect(cycle.report?.champion == serving)
            #expect(cycle.report?.incomparable == nil)
            if cycle.outcome == "promoted" { serving = try #require(cycle.report?.challenger) }
            try expectServed(by: service, version: serving, asOf: newest)
            outcomes.append(cycle.outcome)
            reportFigures("day \(number), \(newest): \(cycle.outcome): \(cycle.reason)")
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        #expect(try service.retraining().history.map(\.cycle) == (1...Self.dayCount).reversed())
        let promotions = outcomes.filter { $0 == "promoted" }.count
        #expect(promotions > 0)
        reportFigures(
            "\(Self.dayCount) days in \(Int(seconds)) s without a hand on it: \(promotions) promotions, "
                + "\(outcomes.count - promotions) refusals, each with its reason in the history")

        try expectPoisonRefused(place, service, serving: serving)
        #expect(try service.stop().ending == .exit(0))
    }

    private func expectServed(by service: RunningService, version: Int, asOf: String) throws {
        let prediction = try service.awaitPrediction(asOf: asOf)
        #expect(prediction.modelVersion == version)
    }

    /// A challenger learns from a copy of the data whose performance belongs to others.
    private func expectPoisonRefused(_ place: Workplace, _ service: RunningService, serving: Int) throws {
        let newest = try place.rows("SELECT max(date) FROM snapshot_days")[0][0]
        let copy = place.directory.file("poisoned.sqlite")
        try place.execute("VACUUM INTO ?", [copy])
        try shufflePerformance(in: copy)
        let outcome = try place.run("retrain", "--training-database", copy, "--json")
        #expect(outcome.ending == .exit(0), "\(outcome.standardError)")
        let cycle = try JSONDocument.decoded(outcome.standardOutput, as: RetrainCycleRecord.self)
        #expect(cycle.outcome == "refused")
        #expect(cycle.report?.champion == serving)
        #expect(try service.retraining().history.first?.reason == cycle.reason)
        try expectServed(by: service, version: serving, asOf: newest)
        reportFigures("poisoned challenger: \(cycle.outcome): \(cycle.reason)")
    }

    /// Gives every row the performance of another one.
    private func shufflePerformance(in path: String) throws {
        let queue = try DatabaseQueue(path: path)
        let columns = ["impressions", "clicks", "expenditure", "orders", "gmv"]
        try queue.write { database in
            let keys = try Row.fetchAll(
                database, sql: "SELECT advertiser, scenario, date FROM daily_snapshots ORDER BY 1, 2, 3")
            var values = try Row.fetchAll(
                database,
                sql:
                    "SELECT \(columns.joined(separator: ", ")) FROM daily_snapshots ORDER BY advertiser, scenario, date"
            )
            var generator = SeededRandom(seed: 10)
            values.shuffle(using: &generator)
            let update = try database.makeStatement(
                sql: "UPDATE daily_snapshots SET \(columns.map { $0 + " = ?" }.joined(separator: ", ")) "
                    + "WHERE advertiser = ? AND scenario = ? AND date = ?")
            for (key, value) in zip(keys, values) {
                try update.execute(
                    arguments: StatementArguments(Array(value.databaseValues) + Array(key.databaseValues)))
            }
        }
        try queue.close()
    }
}

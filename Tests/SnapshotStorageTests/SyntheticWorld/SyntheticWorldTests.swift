import Foundation
import Testing

@testable import SnapshotStorage

struct SyntheticWorldTests {
    /// All histories of a world, with the advertiser's index.
    private func histories(_ parameters: WorldParameters) -> [(advertiser: Int, history: SyntheticWorld.History)] {
        let world = SyntheticWorld(parameters: parameters)
        return (0..<parameters.advertiserCount).flatMap { index in
            world.histories(ofAdvertiser: index).map { (index, $0) }
        }
    }

    @Test func sameSeedGivesTheSameDaysAndAnotherSeedOthers() throws {
        func days(seed: UInt64) throws -> [[SyntheticDay]] {
            histories(try .small(seed: seed, advertisers: 40, days: 30)).map(\.history.days)
        }
        #expect(try days(seed: 7) == days(seed: 7))
        #expect(try days(seed: 7) != days(seed: 8))
    }

    @Test func aLongerWorldBeginsWithTheShorterOne() throws {
        let short = histories(try .small(advertisers: 60, days: 110))
        let long = histories(try .small(advertisers: 60, days: 140))
        #expect(short.count == long.count)
        for (left, right) in zip(short, long) {
            #expect(left.history.days == right.history.days.filter { $0.day < 110 })
        }
    }

    @Test func scenariosTakeTheirShareOfTableThree() throws {
        // Samples of the training part in millions, table 3.
        let paper: [SyntheticScenario: Double] = [
            .sponsoredSearch: 25.28, .display: 0.51, .starShop: 0.47, .newsFeed: 7.29, .brandSearch: 0.84,
        ]
        let parameters = try WorldParameters(seed: 3, advertiserCount: 1_000, dayCount: 200)
        var samples = [Int](repeating: 0, count: SyntheticScenario.allCases.count)
        for (_, history) in histories(parameters) {
            let hasRow = Set(history.days.map(\.day))
            var daysSinceRow = Int.max / 2
            for day in 0..<parameters.dayCount {
                daysSinceRow = hasRow.contains(day) ? 0 : daysSinceRow + 1
                if day >= 39, day < parameters.dayCount - 7, daysSinceRow < 40 {
                    samples[history.scenario.rawValue] += 1
                }
            }
        }
        let total = Double(samples.reduce(0, +))
        let paperTotal = 25.28 + 0.51 + 0.47 + 7.29 + 0.84
        for scenario in SyntheticScenario.allCases {
            let share = Double(samples[scenario.rawValue]) / total
            let expected = (paper[scenario] ?? 0) / paperTotal
            #expect(abs(share / expected - 1) < 0.3, "\(scenario.name): \(share), in the paper \(expected)")
        }
    }

    @Test func theNewScenarioHasNoRowsBeforeItsLaunch() throws {
        let all = histories(try .small(advertisers: 400, days: 125))
        let days = all.filter { $0.history.scenario == .starShop }.flatMap(\.history.days).map(\.day)
        #expect((days.min() ?? 0) >= SyntheticScenario.starShop.launchDay)
        #expect((days.max() ?? 0) == 124)
    }

    @Test func figuresAreConsistent() throws {
        for (_, history) in histories(try .small(advertisers: 300, days: 120)) {
            #expect(zip(history.days, history.days.dropFirst()).allSatisfy { $0.day < $1.day })
            #expect(history.days.first { !isConsistent($0) } == nil)
        }
    }

    private func isConsistent(_ row: SyntheticDay) -> Bool {
        let actions = row.campaignEdits + row.bidChanges
        let smallest = min(
            Double(min(row.logins, row.campaignEdits, row.bidChanges, row.orders)), row.expenditure, row.gmv)
        return !row.isEmpty && smallest >= 0 && row.orders <= row.clicks && row.clicks <= row.impressions
            && row.expenditure <= row.budget && (row.logins > 0 || actions == 0)
            && (row.expenditure * 100).rounded() / 100 == row.expenditure
            && (row.gmv * 100).rounded() / 100 == row.gmv
    }

    @Test func aTenthOfTheAdvertisersSpendMostOfTheMoney() throws {
        let parameters = try WorldParameters.small(advertisers: 1_000, days: 30)
        var spending = [Double](repeating: 0, count: parameters.advertiserCount)
        for (advertiser, history) in histories(parameters) {
            spending[advertiser] += history.days.reduce(0) { $0 + $1.expenditure }
        }
        let sorted = spending.sorted(by: >)
        let top = sorted.prefix(100).reduce(0, +)
        #expect(top > 0.6 * sorted.reduce(0, +))
        let positive = sorted.filter { $0 > 0 }
        #expect(positive[positive.count / 100] > 1_000 * positive[positive.count * 99 / 100])
    }

    @Test func advertisersComeGoAndPause() throws {
        let parameters = try WorldParameters.small(advertisers: 300, days: 180)
        let all = histories(parameters)
        let late = all.filter { ($0.history.days.first?.day ?? 0) > 30 }
        let churned = all.filter { !$0.history.days.isEmpty && ($0.history.days.last?.day ?? 179) < 120 }
        #expect(late.count > 20)
        #expect(churned.count > 10)
        let rows = all.flatMap { dense($0.history, days: 180) }
        let idle = Double(rows.filter { $0.expenditure == 0 }.count) / Double(rows.count)
        #expect(idle > 0.15 && idle < 0.6)
        let withBudgetAlone = rows.filter { $0.budget > 0 && $0.impressions == 0 }.count
        #expect(withBudgetAlone > 100)
    }

    /// What logins say about next week beyond what this week's expenditure says.
    @Test func loginsLeadExpenditure() throws {
        var changes: [Double] = []
        var loginShifts: [Double] = []
        for (_, history) in histories(try .small(advertisers: 400, days: 100)) {
            let rows = dense(history, days: 100)
            for day in stride(from: 41, to: 93, by: 7) {
                func sum(_ range: ClosedRange<Int>, _ measure: (SyntheticDay) -> Double) -> Double {
                    rows[range].reduce(0) { $0 + measure($1) }
                }
                let thisWeek = sum(day - 6...day) { $0.expenditure }
                let nextWeek = sum(day + 1...day + 7) { $0.expenditure }
                guard thisWeek > 50 else { continue }
                changes.append(min(2, max(-2, log((nextWeek + 5) / (thisWeek + 5)))))
                let recent = sum(day - 2...day) { Double($0.logins) }
                let before = sum(day - 40...day - 7) { Double($0.logins) } * 3 / 34
                loginShifts.append(log((recent + 1) / (before + 1)))
            }
        }
        #expect(changes.count > 500)
        #expect(correlation(changes, loginShifts) > 0.2)
    }

    @Test func scenariosOfAnAdvertiserMoveTogether() throws {
        let world = SyntheticWorld(parameters: try .small(advertisers: 1_000, days: 30))
        var sponsored: [Double] = []
        var newsFeed: [Double] = []
        for index in 0..<1_000 {
            let spending = world.histories(ofAdvertiser: index).map { history in
                (history.scenario, history.days.reduce(0) { $0 + $1.expenditure })
            }
            let left = spending.first { $0.0 == .sponsoredSearch }?.1 ?? 0
            let right = spending.first { $0.0 == .newsFeed }?.1 ?? 0
            guard left > 0, right > 0 else { continue }
            sponsored.append(log(left))
            newsFeed.append(log(right))
        }
        #expect(sponsored.count > 100)
        let together = correlation(sponsored, newsFeed)
        #expect(together > 0.6 && together < 0.97)
    }

    @Test func textOrderOfAdvertisersIsTheirOrder() throws {
        #expect(SyntheticWorld(parameters: try .small()).identifier(ofAdvertiser: 0) == "a000001")
        let large = SyntheticWorld(parameters: try WorldParameters(seed: 1, advertiserCount: 10_000_000, dayCount: 1))
        #expect(large.identifier(ofAdvertiser: 0) == "a00000001")
        #expect(large.identifier(ofAdvertiser: 9_999_999) == "a10000000")
    }
}

import AdvertiserDomain
import Testing

@testable import SnapshotStorage

struct WorldForesightTests {
    private static let clicks = PredictionTask(name: "clicks", column: "clicks", aggregate: .sum, unit: "clicks")
    private static let activeDays = PredictionTask(
        name: "active_days", column: "expenditure", aggregate: .activeDays, unit: "days")
    private static let active = PredictionTask(
        name: "active", column: "expenditure", aggregate: .active, unit: "probability")
    private static let asOf = WorldParameters.firstDay + 52

    private let world: SyntheticWorld

    init() throws {
        world = SyntheticWorld(parameters: try .small(advertisers: 120, days: 60))
    }

    private func foresight(_ tasks: [PredictionTask], futures: Int = 60) throws -> WorldForesight {
        try WorldForesight(of: world, tasks: tasks, horizonDays: 7, futureCount: futures)
    }

    /// The clicks of the advertiser's scenarios over the seven days from `day` on.
    private func clicks(ofAdvertiser index: Int, from day: Int) -> [String: Double] {
        var clicks: [String: Double] = [:]
        for history in world.histories(ofAdvertiser: index) {
            clicks[history.scenario.name] = history.days.reduce(0) {
                $0 + ((day..<day + 7).contains($1.day) ? Double($1.clicks) : 0)
            }
        }
        return clicks
    }

    @Test func errsFarLessThanLastWeekRepeated() throws {
        let foresight = try foresight([Self.clicks])
        var error = 0.0
        var errorOfLastWeek = 0.0
        var pairs = 0
        for index in 0..<120 {
            let outcomes = clicks(ofAdvertiser: index, from: 53)
            let lastWeek = clicks(ofAdvertiser: index, from: 46)
            for record in foresight.records(ofAdvertiser: index, asOf: Self.asOf...Self.asOf) {
                let outcome = outcomes[record.scenario] ?? 0
                error += abs(outcome - Double(record.mean))
                errorOfLastWeek += abs(outcome - (lastWeek[record.scenario] ?? 0))
                pairs += 1
            }
        }
        #expect(pairs > 80)
        #expect(error < 0.75 * errorOfLastWeek, "\(error / errorOfLastWeek)")
    }

    @Test func knowsNothingOfWhatChanceWillDo() throws {
        // A future of its own would repeat what happened, and one future is as good as another.
        let single = try foresight([Self.clicks], futures: 1)
        let repeated = (0..<120).filter { index in
            let outcomes = clicks(ofAdvertiser: index, from: 53)
            return single.records(ofAdvertiser: index, asOf: Self.asOf...Self.asOf).contains {
                $0.mean > 100 && Double($0.mean) == outcomes[$0.scenario]
            }
        }
        #expect(repeated.count < 3)
    }

    @Test func givesTheSameForecastsWhateverElseIsAsked() throws {
        let foresight = try foresight([Self.clicks, Self.activeDays], futures: 20)
        let alone = foresight.records(ofAdvertiser: 5, asOf: Self.asOf...Self.asOf)
        let amongOthers = foresight.records(ofAdvertiser: 5, asOf: Self.asOf - 2...Self.asOf + 1)
        #expect(!alone.isEmpty)
        #expect(amongOthers.filter { $0.asOf == Self.asOf } == alone)
        #expect(amongOthers.count == 4 * alone.count)
    }

    @Test func keepsToWhatLabelsCanBe() throws {
        let foresight = try foresight([Self.activeDays, Self.active])
        var fractions = 0
        for index in 0..<120 {
            for record in foresight.records(ofAdvertiser: index, asOf: Self.asOf...Self.asOf) {
                let limit: Float = record.task == "active" ? 1 : 7
                #expect((0...limit).contains(record.mean) && (0...limit).contains(record.smapePoint))
                #expect(record.nmaePoint == record.nmaePoint.rounded())
                if record.mean != record.mean.rounded() { fractions += 1 }
            }
        }
        #expect(fractions > 20, "means are averages")
    }

    @Test func aPointOfZeroIsForWhomMostFuturesRest() throws {
        let foresight = try foresight([Self.clicks])
        for index in 0..<120 {
            for record in foresight.records(ofAdvertiser: index, asOf: Self.asOf...Self.asOf) {
                // The median is 0 where half of the futures are, and then nothing else has a lower SMAPE.
                if record.nmaePoint == 0 { #expect(record.smapePoint == 0) }
            }
        }
    }

    @Test func refusesAColumnOfNoWorld() {
        let visits = PredictionTask(name: "visits", column: "visitors", aggregate: .sum, unit: "visits")
        #expect(throws: WorldError.unknownColumn(task: "visits", column: "visitors")) {
            try foresight([Self.clicks, visits])
        }
    }
}

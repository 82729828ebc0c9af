import AdvertiserDomain
import Testing

@testable import SnapshotStorage

@Suite struct HorizonSumsTests {
    @Test func sumsHorizonsBackFromTheNewestDay() {
        let oldest = Day(number: 0)
        let blocks = HorizonSums.Blocks(
            range: DataRange(oldest: oldest, newest: oldest + 10, gaps: [oldest + 3]), horizonDays: 3)
        #expect(blocks.count == 3)
        #expect((0...11).map { blocks.index(of: oldest + $0) } == [nil, nil, nil, nil, nil, 1, 1, 1, 0, 0, 0, nil])
        let otherPair = DailySnapshot(scenario: "r", day: oldest + 9, measures: [1, 70])
        let snapshots = [(2, 9), (4, 9), (8, 0), (9, 2), (10, 3)].map { day, value in
            DailySnapshot(scenario: "s", day: oldest + day, measures: [1, Float(value)])
        }
        let tasks = PredictionTask.Aggregate.allCases.map {
            PredictionTask(name: $0.rawValue, column: "value", aggregate: $0, unit: "")
        }
        let rows = HistoryRows([otherPair] + snapshots)
        let sums = HorizonSums(
            rows, rows.stretches[1].rows, tasks: tasks, measureIndices: [1, 1, 1], blocks: blocks)
        #expect(sums.isActive == [true, false, false])
        #expect((0..<3).map { sums.value(block: 0, task: $0) } == [5, 2, 1])
        #expect((0..<3).map { sums.value(block: 1, task: $0) } == [0, 0, 0])
    }
}

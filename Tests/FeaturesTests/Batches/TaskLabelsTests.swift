import AdvertiserDomain
import Testing

@testable import Features

@Suite struct TaskLabelsTests {
    @Test func sumsActiveDaysAndActivityOfTheHorizon() throws {
        let columns = HistoryColumns(
            behaviour: ["logins"], performance: ["clicks"], profile: [], scenario: [], taskColumns: ["gmv"])
        func task(_ column: String, _ aggregate: PredictionTask.Aggregate) -> PredictionTask {
            PredictionTask(name: "\(column) \(aggregate)", column: column, aggregate: aggregate, unit: "")
        }
        let labels = TaskLabels(
            specification: FeatureSpecification(
                columns: columns,
                tasks: [
                    task("gmv", .sum), task("clicks", .activeDays), task("clicks", .active), task("logins", .active),
                    task("logins", .sum),
                ], windowDays: 1, horizonDays: 3))
        let panel = try Panel(
            columns: columns,
            rows: [[9, 9, 9], [0, 1, 0.5], [0, 0, 16_777_216], [0, 2, 1], [0, 5, 1], [3, 0, 1]])
        var written = [Float](repeating: -1, count: 10)
        let samples = [Sample(series: 0, asOf: 0), Sample(series: 0, asOf: 2)]
        samples.withUnsafeBufferPointer { labels.write(of: $0, in: panel, to: &written) }
        // In Float the sum 0.5 + 2²⁴ + 1 would lose its last bit.
        #expect(Array(written[0..<5]) == [16_777_218, 2, 1, 0, 0])
        #expect(Array(written[5..<10]) == [3, 2, 1, 1, 3])
    }

    @Test func aSumBeyondTheLargestFloatStaysFinite() throws {
        let columns = HistoryColumns(behaviour: ["a"], performance: [], profile: [], scenario: [], taskColumns: [])
        let labels = TaskLabels(
            specification: FeatureSpecification(
                columns: columns, tasks: [PredictionTask(name: "a", column: "a", aggregate: .sum, unit: "")],
                windowDays: 1, horizonDays: 2))
        let largest = Float.greatestFiniteMagnitude
        let panel = try Panel(columns: columns, rows: [[0], [largest], [largest]])
        var written: [Float] = [0]
        [Sample(series: 0, asOf: 0)].withUnsafeBufferPointer { labels.write(of: $0, in: panel, to: &written) }
        #expect(written == [largest])
    }
}

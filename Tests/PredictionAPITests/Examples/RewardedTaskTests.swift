import Foundation
import Testing

@testable import PredictionAPI

/// Runs `docs/examples/rewarded-task.sh`.
struct RewardedTaskTests {
    private func run(_ arguments: [String], token: String? = nil) throws -> (status: Int32, output: String) {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        let process = Process()
        process.executableURL = root.appendingPathComponent("docs/examples/rewarded-task.sh")
        process.arguments = arguments
        var environment = ProcessInfo.processInfo.environment
        environment["ADCAST_TOKEN"] = token
        process.environment = environment
        let output = Pipe()
        process.standardOutput = output
        process.standardError = Pipe()
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    @Test func listsTheInactiveByExpectedValue() throws {
        let test = try TestService(world: try ExampleWorld())
        let lines = try test.post("/predict/bulk", #"{"all":true,"tasks":["active_days","gmv"]}"#).lines().dropLast()
        let rows = try lines.map { line in
            (
                name: try #require(line["advertiser"].text),
                scenario: try #require(line["predictions"][0]["scenario"].text),
                days: try #require(line["predictions"][0]["point"].number),
                gmv: try #require(line["predictions"][1]["mean"].number)
            )
        }
        let bound = rows.map(\.days).sorted()[8]
        let expected = rows.filter { $0.days < bound }.sorted { $0.gmv > $1.gmv }.prefix(5)
        let address = "http://\(test.client.address)"
        let (status, output) = try run([address, "5", "\(bound)"])
        #expect(status == 0)
        let table = output.split(separator: "\n").map { $0.split(separator: "\t") }
        #expect(table.count == 5)
        for (row, other) in zip(table, expected) {
            #expect(row[0] == other.name)
            #expect(row[1] == other.scenario)
            #expect(Double(row[2]) == other.days)
            #expect(Double(row[3]) == other.gmv)
        }
    }

    @Test func sendsATokenAndFailsWithoutOne() throws {
        let tokens = try AccessTokens(text: "bulk 0123456789abcdef", path: "tokens")
        let test = try TestService(world: try ExampleWorld(), adjust: { $0.access = AccessPolicy(tokens: tokens) })
        let address = "http://\(test.client.address)"
        #expect(try run([address, "5", "100"], token: "0123456789abcdef").output.split(separator: "\n").count == 5)
        let refused = try run([address], token: nil)
        #expect(refused.status == 1)
        #expect(refused.output == "")
    }
}

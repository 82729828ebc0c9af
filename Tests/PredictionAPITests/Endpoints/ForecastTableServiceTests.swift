import AdvertiserDomain
import Dispatch
import Foundation
import Inference
import Synchronization
import Testing

@testable import PredictionAPI

/// A service that has a table of forecasts answers as one that has none.
struct ForecastTableServiceTests {
    private let world: ExampleWorld
    private let live: TestService
    private let test: TestService
    private let directory = NSTemporaryDirectory() + "adcast-forecasts-\(UUID().uuidString)"

    init() throws {
        world = try ExampleWorld()
        live = try TestService(world: world)
        let isReady = DispatchSemaphore(value: 0)
        let directory = directory
        var tables: ForecastTables?
        test = try TestService(
            world: world,
            adjust: { dependencies in
                tables = ForecastTables(
                    source: dependencies.source, slot: dependencies.slot,
                    cache: ForecastTableCache(directory: directory),
                    observe: { if case .ready = $0 { isReady.signal() } })
                dependencies.tables = tables
            })
        tables?.start()
        defer {
            tables?.stop()
            try? FileManager.default.removeItem(atPath: directory)
        }
        try #require(isReady.wait(timeout: .now() + 20) == .success)
        // The first request finds out which days there are; look-ups do not wait for that.
        _ = try test.get("/health")
    }

    /// What both services say to a request, a document a line.
    private func answers(
        _ body: String, to path: String = "/predict"
    ) throws -> (known: [JSONValue], computed: [JSONValue]) {
        func lines(_ response: TestResponse) throws -> [JSONValue] {
            try response.text.split(separator: "\n").map { try JSONReader.value(of: Array($0.utf8)) }
        }
        return (try lines(test.post(path, body)), try lines(live.post(path, body)))
    }

    /// Whether two answers are the same; numbers may differ as those of batches of other sizes do.
    private func agree(_ left: [JSONValue], _ right: [JSONValue]) -> Bool {
        left.count == right.count && zip(left, right).allSatisfy(agree)
    }

    private func agree(_ left: JSONValue, _ right: JSONValue) -> Bool {
        switch (left, right) {
        case (.number(let one), .number(let other)): return abs(one - other) <= 1e-5 * abs(other)
        case (.array(let one), .array(let other)): return agree(one, other)
        case (.object(let one), .object(let other)):
            return one.members.map(\.key) == other.members.map(\.key)
                && agree(one.members.map(\.value), other.members.map(\.value))
        default: return left == right
        }
    }

    private func lookUps() throws -> Double? {
        let name = "forecast_table_lookups_total{version=\"1\"} "
        let line = try test.get("/metrics").text.split(separator: "\n").first { $0.hasPrefix(name) }
        return line.flatMap { Double($0.dropFirst(name.count)) }
    }

    @Test(
        "Requests that the table answers",
        arguments: [
            #"{"advertiser":"a000001"}"#, #"{"advertiser":"a000005","tasks":["gmv"]}"#,
            #"{"advertiser":"a000002","scenarios":["sponsored_search","display"],"tasks":["active_days","clicks"]}"#,
            #"{"advertiser":"a000003","as_of":"2020-06-26"}"#,
        ])
    func known(body: String) throws {
        let (known, computed) = try answers(body)
        #expect(agree(known, computed))
        #expect(try #require(known.first)["predictions"][0]["mean"].number != nil)
        #expect(try lookUps() == 1)
    }

    @Test(
        "Requests that it does not answer",
        arguments: [
            #"{"advertiser":"a000001","as_of":"2020-06-19"}"#, #"{"advertiser":"a000009"}"#,
            #"{"advertiser":"a000009","scenarios":["display"]}"#, #"{"advertiser":"nobody"}"#,
            #"{"advertiser":"a000001","scenarios":["radio"]}"#, #"{"advertiser":"a000001","tasks":["x"]}"#,
            #"{"advertiser":"a000001","scenarios":["radio"],"scenario_attributes":{"radio":{"pricing":"cpm"}}}"#,
            #"{"history":[{"scenario":"display","date":"2020-06-01","clicks":3}]}"#, #"{"advertiser":}"#,
        ])
    func computed(body: String) throws {
        let (answer, computed) = try answers(body)
        #expect(!answer.isEmpty && agree(answer, computed))
        #expect(try lookUps() ?? 0 == 0)
    }

    @Test func bulkIsAnsweredAsWithoutATable() throws {
        let (many, computedMany) = try answers(
            #"[{"advertiser":"a000001"},{"advertiser":"x"},{"advertiser":"a000004","as_of":"2020-06-01"},{"advertiser":"a000009"}]"#,
            to: "/predict/bulk")
        #expect(many.count == 5 && agree(many, computedMany))
        #expect(try lookUps() == 1)
        for body in [
            #"{"all":true}"#, #"{"all":true,"scenarios":["display"],"tasks":["clicks"],"include":["no_history"]}"#,
            #"{"all":true,"where":{"task":"clicks","field":"mean","above":1},"order_by":{"task":"clicks"},"limit":3}"#,
            #"{"all":true,"as_of":"2020-06-20"}"#,
        ] {
            let (known, computed) = try answers(body, to: "/predict/bulk")
            #expect(known.count > 1 && agree(known, computed), "\(body)")
        }
    }

    @Test func metricsTellOfTheTable() throws {
        let text = try test.get("/metrics").text
        #expect(text.contains("forecast_table_ready 1\n"))
        #expect(text.contains("forecast_table_advertisers 8\n"))
        #expect(!(try live.get("/metrics").text.contains("forecast_table_ready")))
    }
}

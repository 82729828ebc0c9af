import AdvertiserDomain
import ForecastModels
import Inference
import NeuralNetwork
import Testing

@testable import PredictionAPI

struct BulkPredictEndpointTests {
    let world: ExampleWorld

    init() throws {
        world = try ExampleWorld()
    }

    private func end(lines: Int, errors: Int) throws -> JSONValue {
        try JSONReader.value(of: Array(#"{"end":true,"lines":\#(lines),"errors":\#(errors)}"#.utf8))
    }

    @Test func linesAreTheAnswersOfSingleRequestsInOrder() throws {
        let test = try TestService(world: world)
        let requests = (0..<300).map { index in
            let name = ExampleWorld.names[index % 8]
            return "{\"advertiser\":\"\(name)\",\"as_of\":\"2020-06-\(10 + index % 17)\"}"
        }
        let array = try test.post("/predict/bulk", "[\(requests.joined(separator: ","))]")
        let lines = try test.post(
            "/predict/bulk", requests.joined(separator: "\n"), ["Content-Type": "application/x-ndjson"])
        #expect(array.status == 200)
        #expect(array.fields["content-type"] == "application/x-ndjson")
        #expect(array.isWhole)
        #expect(array.text == lines.text)
        let documents = try array.lines()
        #expect(documents.count == 301)
        #expect(documents.last == (try end(lines: 300, errors: 0)))
        for index in stride(from: 0, to: 300, by: 23) {
            let single = try test.post("/predict", requests[index]).json()
            #expect(documents[index]["advertiser"] == single["advertiser"])
            #expect(documents[index]["as_of"] == single["as_of"])
            for (row, other) in zip(documents[index]["predictions"].elements, single["predictions"].elements) {
                let mean = try #require(other["mean"].number)
                #expect(abs(try #require(row["mean"].number) - mean) <= 1e-5 * mean)
            }
        }
    }

    @Test(
        "What is no body of this route is answered with what is",
        arguments: [
            ("application/json", "", 400, #"[{"advertiser":"a1"}] or {"all":true}"#),
            ("application/x-ndjson", "", 400, #"{"advertiser":"a1"} on each line"#),
            ("text/csv", "a1", 415, "a request a line as application/x-ndjson"),
        ])
    func noBody(contentType: String, body: String, status: Int, detail: String) throws {
        let test = try TestService(world: world)
        let response = try test.post("/predict/bulk", body, ["Content-Type": contentType])
        #expect(response.status == status)
        guard case .string(let text) = try response.json()["detail"] else {
            Issue.record("\(response.text)")
            return
        }
        #expect(text.contains(detail), "\(text)")
    }

    @Test("An error stands on its own line", arguments: ["[%]", "%"])
    func errors(form: String) throws {
        let test = try TestService(world: world) { source, _ in source.badAdvertiser = "a000002" }
        let requests = [
            #"{"advertiser":"a000001"}"#, #"{"advertiser":"nobody"}"#, "7", #"{"advertiser":"a000002"}"#,
            #"{"advertiser":"a000003","tasks":["x"]}"#, #"{"advertiser":}"#, #"{"advertiser":"a000004"}"#,
        ]
        let isArray = form.hasPrefix("[")
        let body = form.replacing("%", with: requests.joined(separator: isArray ? "," : "\n"))
        let response = try test.post(
            "/predict/bulk", body, ["Content-Type": isArray ? "application/json" : "application/x-ndjson"])
        let lines = try response.lines()
        #expect(lines.count == 8)
        #expect(lines[0]["advertiser"] == .string("a000001"))
        #expect(lines[1].keys == ["index", "error"])
        #expect(lines[1]["index"] == .number(1))
        #expect(lines[1]["error"]["status"] == .number(404))
        #expect(lines[2]["error"]["status"] == .number(422))
        #expect(lines[2]["error"]["pointer"] == .string(""))
        #expect(lines[3]["error"]["status"] == .number(500))
        #expect(lines[4]["error"]["pointer"] == .string("/tasks/0"))
        #expect(lines[5]["error"]["type"] == .string("/openapi.yaml#malformed-json"))
        #expect(lines[6]["advertiser"] == .string("a000004"))
        #expect(lines[6]["predictions"].elements.count == 6)
        #expect(lines[7] == (try end(lines: 7, errors: 5)))
    }

    @Test func nothingInGivesTheEndAlone() throws {
        let test = try TestService(world: world)
        let response = try test.post("/predict/bulk", " [ ] ")
        #expect(response.text == "{\"end\":true,\"lines\":0,\"errors\":0}\n")
    }

    @Test(
        "Bodies that are no array",
        arguments: [
            (#"{"advertiser":"a000001"}"#, 422), ("[1,]", 400), ("", 400), ("[]]", 400), ("[", 400), ("7", 422),
            ("{", 400),
        ])
    func refused(body: String, status: Int) throws {
        let test = try TestService(world: world)
        let response = try test.post("/predict/bulk", body)
        #expect(response.status == status)
        #expect(response.fields["content-type"] == "application/problem+json")
    }

    @Test func aLongBodyWhoseArrayBreaksEndsWithoutItsEnd() throws {
        let test = try TestService(world: world)
        let padding = String(repeating: " ", count: 5 << 20)
        let response = try test.post("/predict/bulk", #"[{"advertiser":"a000001"},\#(padding) ]"#)
        #expect(response.status == 200)
        let lines = try response.lines()
        #expect(lines.count == 2)
        #expect(lines[0]["advertiser"] == .string("a000001"))
        #expect(lines[1]["index"] == .number(1))
        #expect(lines[1]["error"]["type"] == .string("/openapi.yaml#malformed-json"))
    }

    @Test func oneRequestHasALimitAndTheirSumHasNone() throws {
        let test = try TestService(world: world) { _, configuration in configuration.maximumBodyBytes = 2_000 }
        let requests = [String](repeating: #"{"advertiser":"a000001","tasks":["clicks"]}"#, count: 500)
        let response = try test.post("/predict/bulk", "[\(requests.joined(separator: ","))]")
        #expect(try response.lines().last == (try end(lines: 500, errors: 0)))
        let long = try test.post("/predict/bulk", "[\"\(String(repeating: "x", count: 2_000))\"]")
        #expect(long.status == 413)
    }

    @Test func aRequestThatIsTooLongEndsTheAnswersAtItsPlace() throws {
        let test = try TestService(world: world) { _, configuration in configuration.maximumBodyBytes = 2_000 }
        let short = #"{"advertiser":"a000001"}"#
        let response = try test.post(
            "/predict/bulk", [short, String(repeating: "x", count: 2_001), short].joined(separator: "\n"),
            ["Content-Type": "application/x-ndjson"])
        #expect(response.status == 200)
        let lines = try response.lines()
        #expect(lines.count == 2)
        #expect(lines[0]["advertiser"] == .string("a000001"))
        #expect(lines[1]["index"] == .number(1))
        #expect(lines[1]["error"]["status"] == .number(413))
    }

    @Test func theLimitOfOneRequestIsThatOfTheLatestConfiguration() throws {
        let test = try TestService(world: world) { _, configuration in configuration.maximumBodyBytes = 2_000 }
        let body = "[\"\(String(repeating: "x", count: 2_000))\"]"
        #expect(try test.post("/predict/bulk", body).status == 413)
        try test.service.prepare(ServingConfiguration(maximumBodyBytes: 4_000), access: AccessPolicy(tokens: nil))()
        let response = try test.post("/predict/bulk", body)
        #expect(response.status == 200)
        #expect(try response.lines().last == (try end(lines: 1, errors: 1)))
    }

    @Test func aLongBodyThatIsNoArrayIsToldToBeOne() throws {
        let test = try TestService(world: world)
        let response = try test.post("/predict/bulk", "{\(String(repeating: " ", count: (1 << 20) + 8_000))}")
        #expect(response.status == 413)
        #expect(
            try response.json()["detail"].text
                == "A body that is no array has at most 1048576 bytes; send an array of requests, or a request a line "
                + "as application/x-ndjson.")
    }

    @Test func csvHasARowAForecastAndAnEnd() throws {
        let test = try TestService(world: world)
        let response = try test.post(
            "/predict/bulk",
            #"[{"advertiser":"a000001","tasks":["clicks","gmv"]},{"advertiser":"nobody"},{"history":[],"as_of":"2020-06-20"}]"#,
            ["Accept": "text/csv"])
        #expect(response.fields["content-type"] == "text/csv; charset=utf-8")
        let rows = response.text.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        #expect(rows[0].prefix(4) == ["line", "advertiser", "scenario", "task"])
        #expect(rows.count == 8)
        #expect(rows[1].prefix(7) == ["0", "a000001", "display", "clicks", "clicks", "ok", "40"])
        let single = try test.post("/predict", #"{"advertiser":"a000001","tasks":["clicks","gmv"]}"#).json()
        for (row, prediction) in zip(rows[1...4], single["predictions"].elements) {
            let mean = try #require(Double(row[7]))
            let expected = try #require(prediction["mean"].number)
            #expect(abs(mean - expected) <= 1e-5 * expected)
            #expect(row[9...12].allSatisfy { $0 == "" })
        }
        #expect(rows[5][0] == "1")
        #expect(response.text.contains("404 unknown-advertiser: "))
        #expect(rows[6].prefix(6) == ["2", "", "", "", "", "no_history"])
        #expect(rows[7].prefix(4) == ["end", "3", "1", ""])
        #expect(rows[7].count == rows[0].count)
    }

    @Test func theWholePlatformIsEveryPairWithARow() throws {
        let test = try TestService(world: world)
        let response = try test.post("/predict/bulk", #"{"all":true,"tasks":["gmv"]}"#)
        let lines = try response.lines()
        // Eight advertisers with two scenarios each; the ninth has no row in the window.
        #expect(lines.count == 17)
        #expect(lines.last == (try end(lines: 16, errors: 0)))
        var expected: [JSONValue] = []
        for name in ExampleWorld.names.prefix(8) {
            expected += try test.post("/predict", #"{"advertiser":"\#(name)","tasks":["gmv"]}"#)
                .json()["predictions"].elements
        }
        for (line, prediction) in zip(lines, expected) {
            #expect(line["predictions"].elements.count == 1)
            #expect(line["predictions"][0]["scenario"] == prediction["scenario"])
            #expect(line["predictions"][0]["status"] == prediction["status"])
            #expect(line["predictions"][0]["history_days"] == prediction["history_days"])
            let mean = try #require(prediction["mean"].number)
            #expect(abs(try #require(line["predictions"][0]["mean"].number) - mean) <= 1e-5 * mean)
        }
    }

    @Test func theWholePlatformIsFilteredOrderedAndCut() throws {
        let test = try TestService(world: world)
        let all = try test.post("/predict/bulk", #"{"all":true,"scenarios":["display"]}"#).lines().dropLast()
        #expect(all.count == 8)
        let means = try all.map { try #require($0["predictions"][1]["mean"].number) }
        let bound = means.sorted()[4]
        let response = try test.post(
            "/predict/bulk",
            #"{"all":true,"scenarios":["display"],"tasks":["clicks"],"where":{"task":"gmv","field":"mean","below":\#(bound)},"order_by":{"task":"gmv","field":"mean","descending":true},"limit":3}"#
        )
        let expected = zip(all, means).sorted { $0.1 > $1.1 }.filter { $0.1 < bound }.prefix(3)
        let lines = try response.lines()
        #expect(lines.dropLast().map { $0["advertiser"] } == expected.map { $0.0["advertiser"] })
        #expect(lines.dropLast().allSatisfy { $0["predictions"].elements.count == 1 })
        #expect(lines[0]["predictions"][0]["task"] == .string("clicks"))
        #expect(lines.last == (try end(lines: 3, errors: 0)))
        let first = try test.post("/predict/bulk", #"{"all":true,"limit":2}"#).lines()
        #expect(first.map { $0["advertiser"] } == [.string("a000001"), .string("a000001"), .null])
    }

    @Test func rowsThatFailCountTowardsTheLimit() throws {
        let model = try world.model()
        let bias = try #require(model.parameters.layout.declarations.first { $0.name == "head.clicks.bias" })
        model.parameters[bias].update(repeating: .nan)
        let engine = ForecastEngine(
            version: 1, manifest: try world.manifest(for: model, goldenMeans: [1, 1, 1]), model: model)
        let lines = try TestService(world: world, engine: engine).post("/predict/bulk", #"{"all":true,"limit":2}"#)
            .lines()
        #expect(lines.dropLast().map { $0["error"]["status"] } == [.number(500), .number(500)])
        #expect(lines.last == (try end(lines: 2, errors: 2)))
    }

    @Test func thoseWithoutHistoryAreListedWhereTheyAreAskedFor() throws {
        let test = try TestService(world: world)
        let request = #"{"all":true,"where":{"task":"gmv","above":1e30},"include":["no_history"]%}"#
        let lines = try test.post("/predict/bulk", request.replacing("%", with: "")).lines()
        #expect(lines.count == 2)
        #expect(lines[0]["advertiser"] == .string("a000009"))
        #expect(lines[0]["predictions"] == .array([]))
        let named = try test.post("/predict/bulk", request.replacing("%", with: #","scenarios":["display"]"#)).lines()
        #expect(
            named[0]["predictions"].elements.map { $0["status"] }
                == [JSONValue](repeating: .string("no_history"), count: 3))
        #expect(named[0]["predictions"][0]["mean"] == .null)
    }

    @Test func aPlatformQueryIsCheckedBeforeTheFirstLine() throws {
        let test = try TestService(world: world)
        let response = try test.post(
            "/predict/bulk", #"{"all":true,"where":{"task":"gmv","field":"p90","below":1}}"#)
        #expect(response.status == 422)
        #expect(try response.json()["pointer"] == .string("/where/field"))
        #expect(try test.post("/predict/bulk", #"{"all":true,"as_of":"2001-01-01"}"#).status == 422)
    }

    @Test func aSourceThatFailsOnTheWayLeavesTheEndOut() throws {
        let test = try TestService(world: world) { source, _ in source.badAdvertiser = "a000002" }
        let response = try test.post("/predict/bulk", #"{"all":true}"#)
        #expect(response.status == 200)
        let lines = try response.lines()
        #expect(lines.last?["error"]["status"] == .number(500))
        #expect(lines.last?["index"] == .number(Double(lines.count - 1)))
        _ = test.service.drain()
        #expect(test.log.text.contains("BadRow()"))
    }
}

import AdvertiserDomain
import Testing

@testable import PredictionAPI

struct BulkPredictEndpointTests {
    let world: ExampleWorld

    init() throws {
        world = try ExampleWorld()
    }

    @Test func linesAreTheAnswersOfSingleRequestsInOrder() throws {
        let test = try TestService(world: world)
        let requests = (0..<300).map { index in
            let name = ExampleWorld.names[index % 8]
            return "{\"advertiser\":\"\(name)\",\"as_of\":\"2020-06-\(10 + index % 17)\"}"
        }
        let response = try test.post("/predict/bulk", "[\(requests.joined(separator: ","))]")
        #expect(response.status == 200)
        #expect(response.fields["content-type"] == "application/x-ndjson")
        #expect(response.isWhole)
        let lines = try response.lines()
        #expect(lines.count == 301)
        #expect(try JSONReader.value(of: Array(#"{"end":true,"lines":300,"errors":0}"#.utf8)) == lines.last)
        for index in stride(from: 0, to: 300, by: 23) {
            let single = try test.post("/predict", requests[index]).json()
            #expect(lines[index]["advertiser"] == single["advertiser"])
            #expect(lines[index]["as_of"] == single["as_of"])
            for (row, other) in zip(lines[index]["predictions"].elements, single["predictions"].elements) {
                let mean = try #require(other["mean"].number)
                #expect(abs(try #require(row["mean"].number) - mean) <= 1e-5 * mean)
            }
        }
    }

    @Test func anErrorStandsOnItsOwnLine() throws {
        let test = try TestService(world: world) { source, _ in source.badAdvertiser = "a000002" }
        let response = try test.post(
            "/predict/bulk",
            #"[{"advertiser":"a000001"},{"advertiser":"nobody"},7,{"advertiser":"a000002"},{"advertiser":"a000003","tasks":["x"]},{"advertiser":"a000004"}]"#
        )
        let lines = try response.lines()
        #expect(lines.count == 7)
        #expect(lines[0]["advertiser"] == .string("a000001"))
        #expect(lines[1].keys == ["index", "error"])
        #expect(lines[1]["index"] == .number(1))
        #expect(lines[1]["error"]["status"] == .number(404))
        #expect(lines[2]["error"]["status"] == .number(422))
        #expect(lines[2]["error"]["pointer"] == .string(""))
        #expect(lines[3]["error"]["status"] == .number(500))
        #expect(lines[4]["error"]["pointer"] == .string("/tasks/0"))
        #expect(lines[5]["advertiser"] == .string("a000004"))
        #expect(lines[5]["predictions"].elements.count == 6)
        #expect(lines[6] == .object(try #require(end(lines: 6, errors: 4))))
    }

    @Test func nothingInGivesTheEndAlone() throws {
        let test = try TestService(world: world)
        let response = try test.post("/predict/bulk", " [ ] ")
        #expect(response.text == "{\"end\":true,\"lines\":0,\"errors\":0}\n")
    }

    @Test(
        "Bodies that are no array",
        arguments: [
            (#"{"advertiser":"a000001"}"#, 422), ("[1,]", 400), ("", 400), ("[]]", 400),
        ])
    func refused(body: String, status: Int) throws {
        let test = try TestService(world: world)
        let response = try test.post("/predict/bulk", body)
        #expect(response.status == status)
        #expect(response.fields["content-type"] == "application/problem+json")
    }

    private func end(lines: Double, errors: Double) -> JSONObject? {
        var object = JSONObject()
        guard object.append(key: "end", value: .bool(true)), object.append(key: "lines", value: .number(lines)),
            object.append(key: "errors", value: .number(errors))
        else { return nil }
        return object
    }
}

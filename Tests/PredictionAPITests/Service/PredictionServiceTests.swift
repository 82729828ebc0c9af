import AdvertiserDomain
import Testing

@testable import PredictionAPI

struct PredictionServiceTests {
    @Test func whatIsNotThereIsAProblemToo() throws {
        let test = try TestService(world: try ExampleWorld())
        let absent = try test.get("/nothing")
        #expect(absent.status == 404)
        #expect(absent.fields["content-type"] == "application/problem+json")
        #expect(try absent.json()["type"] == .string("/openapi.yaml#unknown-route"))
        let method = try test.get("/predict")
        #expect(method.status == 405)
        #expect(method.fields["allow"]?.contains("POST") == true)
        #expect(try method.json()["type"] == .string("/openapi.yaml#method-not-allowed"))
        let malformed = try test.send("GET", "/health", ["Content-Length": "x"])
        #expect(malformed.status == 400)
        #expect(try malformed.json()["type"] == .string("/openapi.yaml#malformed-request"))
    }

    @Test func responsesNameTheirRequest() throws {
        let test = try TestService(world: try ExampleWorld())
        #expect(try test.get("/livez", ["X-Request-Id": "a.b:1"]).fields["x-request-id"] == "a.b:1")
        let first = try #require(try test.get("/livez").fields["x-request-id"])
        let second = try #require(try test.get("/livez", ["X-Request-Id": "a b"]).fields["x-request-id"])
        #expect(first.hasPrefix("test-"))
        #expect(second.hasPrefix("test-"))
        #expect(first != second)
    }

    @Test func servesTheContractAsItIs() throws {
        let contract: [UInt8] = Array("openapi: 3.1.0\n# ü\n".utf8)
        let test = try TestService(world: try ExampleWorld(), contract: contract)
        let response = try test.get("/openapi.yaml")
        #expect(response.fields["content-type"] == "application/yaml")
        #expect(response.body == contract)
    }

    @Test func refusesASourceWithOtherColumns() throws {
        let columns = HistoryColumns(behaviour: [], performance: ["x"], profile: [], scenario: [], taskColumns: [])
        #expect(throws: ServiceError.columnsDiffer(version: 1)) {
            try TestService(world: try ExampleWorld()) { source, _ in source.columns = columns }
        }
    }

    @Test func afterDrainingNobodyAnswers() throws {
        let test = try TestService(world: try ExampleWorld())
        #expect(try test.get("/livez").status == 200)
        #expect(test.service.drain())
        #expect(throws: TestClient.Failure.self) { try test.get("/livez") }
    }
}

import Checkpoints
import Foundation
import Testing

@testable import PredictionAPI

struct VersionChangeEndpointTests {
    let world: ExampleWorld

    init() throws {
        world = try ExampleWorld()
    }

    private func clicks(_ test: TestService) throws -> (version: PredictionAPI.JSONValue, mean: Double) {
        let response = try test.post(
            "/predict", #"{"advertiser":"a000001","scenarios":["display"],"tasks":["clicks"]}"#)
        let body = try response.json()
        return (body["model_version"], try #require(body["predictions"][0]["mean"].number))
    }

    @Test func anActivatedVersionAnswersAndIsGoneBackOn() throws {
        let test = try TestService(world: world, publishing: [3, 4])
        #expect(try test.administer("/models/1/activate").status == 200)
        let first = try clicks(test)
        #expect(first.version == .number(1))
        let activated = try test.administer("/models/2/activate", #"{"by":"alice","why":"try it"}"#)
        #expect(activated.status == 200)
        let body = try activated.json()
        #expect(body["action"] == .string("activate"))
        #expect(body["from"] == .number(1))
        #expect(body["to"] == .number(2))
        #expect(body["by"] == .string("alice"))
        #expect(body["why"] == .string("try it"))
        #expect(body["hold"]["version"] == .number(2))
        let second = try clicks(test)
        #expect(second.version == .number(2))
        #expect(abs(second.mean - first.mean) > 1e-4 * first.mean)

        let models = try test.get("/models").json()
        #expect(models["active"] == .number(2))
        #expect(models["hold"]["by"] == .string("alice"))
        #expect(models["models"].elements.map { $0["load_state"] } == [.string("not_loaded"), .string("ok")])

        let back = try test.administer("/models/rollback").json()
        #expect(back["action"] == .string("rollback"))
        #expect(back["to"] == .number(1))
        #expect(back["by"].text?.hasPrefix("request ") == true)
        #expect(try clicks(test).mean == first.mean)
        let released = try test.administer("/models/release").json()
        #expect(released["to"] == .number(1))
        #expect(released["hold"] == .null)
        #expect(try test.get("/models").json()["hold"] == .null)
        #expect(
            try ModelDirectory(path: test.modelsPath).activations().map(\.action) == [
                .activate, .activate, .rollback, .release,
            ])
        #expect(test.log.text.contains("version 2 answers action=activate by=alice"))
    }

    @Test func aVersionThatIsNotThereIs404() throws {
        let test = try TestService(world: world, publishing: [3])
        for name in ["2", "0", "01", "x", "-1", "99999999999999999999", "1%2F"] {
            let response = try test.administer("/models/\(name)/activate")
            #expect(response.status == 404, "\(name)")
            #expect(try response.json()["type"] == .string("/openapi.yaml#unknown-version"))
            #expect(try response.json()["detail"].text?.hasSuffix("there: 1.") == true)
            #expect(try test.get("/models/\(name)").status == 404)
        }
    }

    @Test func aBrokenVersionIs422AndTheOldOneStays() throws {
        let test = try TestService(world: world, publishing: [3, 4])
        let tensors = URL(fileURLWithPath: test.modelsPath + "/2/model.safetensors")
        var bytes = try Data(contentsOf: tensors)
        bytes[bytes.count - 1] ^= 1
        try bytes.write(to: tensors)
        let response = try test.administer("/models/2/activate")
        #expect(response.status == 422)
        let problem = try response.json()
        #expect(problem["type"] == .string("/openapi.yaml#unusable-version"))
        #expect(problem["detail"].text?.hasPrefix("2/model.safetensors: SHA-256 is ") == true)
        #expect(try clicks(test).version == .number(1))
        let shown = try test.get("/models/2").json()
        #expect(shown["load_state"] == .string("failed"))
        #expect(shown["load_failure"] == problem["detail"])
        #expect(try test.get("/metrics").text.contains("model_load_total{result=\"failed\"} 1\n"))
    }

    @Test func withoutAnEarlierVersionThereIsNoWayBack() throws {
        let test = try TestService(world: world, publishing: [3])
        let response = try test.administer("/models/rollback")
        #expect(response.status == 409)
        #expect(try response.json()["type"] == .string("/openapi.yaml#conflict"))
        #expect(!response.text.contains(test.modelsPath))
    }

    @Test(
        "Bodies that are refused",
        arguments: [
            (#"{"by":1}"#, 422), (#"{"who":"x"}"#, 422), ("[]", 422), ("{", 400),
            ("{\"why\":\"\(String(repeating: "x", count: 201))\"}", 422),
        ])
    func refused(body: String, status: Int) throws {
        let test = try TestService(world: world, publishing: [3])
        #expect(try test.administer("/models/1/activate", body).status == status)
        #expect(try ModelDirectory(path: test.modelsPath).activations().isEmpty)
    }

    @Test func overTCPWithoutATokenNothingIsChanged() throws {
        let test = try TestService(world: world, publishing: [3, 4])
        for path in ["/models/2/activate", "/models/rollback", "/models/release", "/retrain"] {
            let response = try test.post(path, "")
            #expect(response.status == 403, "\(path)")
            #expect(try response.json()["type"] == .string("/openapi.yaml#forbidden"))
        }
        #expect(try ModelDirectory(path: test.modelsPath).activations().isEmpty)
    }
}

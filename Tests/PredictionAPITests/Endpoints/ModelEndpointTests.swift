import Checkpoints
import ForecastModels
import Foundation
import NeuralNetwork
import Testing

@testable import PredictionAPI

struct ModelEndpointTests {
    @Test func theActiveVersionSaysWhatRequestsMayName() throws {
        let test = try TestService(world: try ExampleWorld())
        let body = try test.get("/model").json()
        #expect(body["version"] == .number(1))
        #expect(body["active"] == .bool(true))
        #expect(body["newest_label_day"] == .string("2020-06-26"))
        #expect(body["created_at"] == .string("2020-09-13T12:26:40Z"))
        #expect(body["tasks"].elements.map { $0["name"].text } == ["clicks", "gmv", "active_days"])
        #expect(body["columns"]["measures"].elements.last == .string("gmv"))
        #expect(body["training_scenarios"].elements == [.string("display"), .string("sponsored_search")])
        #expect(body["metrics"].keys == ["overall", "samples"])
    }

    @Test func versionsAreListedAndBrokenOnesToo() throws {
        let world = try ExampleWorld()
        let test = try TestService(world: world)
        #expect(try test.get("/models").json()["models"] == .array([]))
        let directory = ModelDirectory(path: test.modelsPath)
        let model = try world.model()
        let manifest = try world.manifest(for: model)
        for _ in 0..<2 { _ = try directory.publish(manifest, tensors: model.parameters.tensors, gate: nil) }
        try Data("{".utf8).write(to: URL(fileURLWithPath: test.modelsPath + "/2/manifest.json"))
        let body = try test.get("/models").json()
        #expect(body["active"] == .number(1))
        #expect(body["models"].elements.map { $0["version"].number } == [1, 2])
        #expect(body["models"].elements.map { $0["active"] } == [.bool(true), .bool(false)])
        #expect(body["models"][0]["sha256"].text?.count == 64)
        #expect(body["models"][1].keys == ["version", "active", "usable", "load_state", "load_failure"])
        #expect(body["models"][1]["usable"] == .bool(false))
        #expect(body["models"][1]["load_state"] == .string("failed"))
        #expect(body["models"][1]["load_failure"].text?.hasPrefix("2/manifest.json: ") == true)
        let shown = try test.get("/models/2")
        #expect(shown.status == 200)
        #expect(try shown.json()["load_failure"] == body["models"][1]["load_failure"])
    }

    @Test func aDirectoryThatCannotBeReadIsAFaultOfTheService() throws {
        let test = try TestService(world: try ExampleWorld(), publishing: [3])
        try FileManager.default.removeItem(atPath: test.modelsPath)
        try Data().write(to: URL(fileURLWithPath: test.modelsPath))
        for path in ["/models", "/models/1"] {
            let response = try test.get(path)
            #expect(response.status == 500)
            #expect(try response.json()["type"] == .string("/openapi.yaml#internal-error"))
        }
    }

    @Test func aVersionIsShownWithItsDataAndMetrics() throws {
        let test = try TestService(world: try ExampleWorld(), publishing: [3, 4])
        let body = try test.get("/models/2").json()
        #expect(body["version"] == .number(2))
        #expect(body["active"] == .bool(false))
        #expect(body["load_state"] == .string("not_loaded"))
        #expect(body["data"]["refit"]["last"] == .string("2020-06-19"))
        #expect(body["data"]["train"]["dates"] == .number(1))
        #expect(body["metrics"]["samples"] == .number(12))
        #expect(body["columns"]["behaviour"].elements == [.string("logins"), .string("budget")])
    }
}

import Foundation
import Testing

@testable import PredictionAPI

struct RetrainEndpointTests {
    let world: ExampleWorld

    init() throws {
        world = try ExampleWorld()
    }

    /// Cycles as the history on the disk has them.
    private static let history = """
        {"cycle":1,"finished_at":"2020-06-27T03:10:00Z","newest_day":"2020-06-26","outcome":"refused","reason":"overall NMAE 3 % worse","removed":[],"started_at":"2020-06-27T03:00:00Z","trigger":{"kind":"new_day","why":"2020-06-26 is complete"}}
        {"cycle":2,"newest_day":"2020-06-26","outcome":"started","reason":"asked for","removed":[],"started_at":"2020-06-27T04:00:00Z","trigger":{"kind":"request","why":"asked for"}}
        {"cycle":2,"finished_at":"2020-06-27T04:01:00Z","newest_day":"2020-06-26","outcome":"failed","reason":"killed by signal 9","removed":[],"started_at":"2020-06-27T04:00:00Z","trigger":{"kind":"request","why":"asked for"}}

        """

    private func service() throws -> TestService {
        let test = try TestService(world: world, publishing: [3])
        try Data(Self.history.utf8).write(to: URL(fileURLWithPath: test.modelsPath + "/retraining.log"))
        return test
    }

    @Test func tellsTheStateAndWhatCameOfEachCycle() throws {
        let response = try service().get("/retrain")
        #expect(response.text.contains(#""history":[{"cycle":2,"#))
        let body = try response.json()
        #expect(body["state"] == .string("idle"))
        #expect(body["enabled"] == .bool(false))
        #expect(body["hold"] == .null)
        #expect(body["history"].elements.map { $0["cycle"] } == [.number(2), .number(1)])
        #expect(body["history"][0]["outcome"] == .string("failed"))
        #expect(body["history"][1]["reason"] == .string("overall NMAE 3 % worse"))
        #expect(body["history"][1]["trigger"]["kind"] == .string("new_day"))
    }

    @Test func oneCycleAtATimeIsStarted() throws {
        let test = try service()
        let accepted = try test.administer("/retrain")
        #expect(accepted.status == 202)
        #expect(accepted.text == #"{"status":"accepted"}"#)
        // Nobody runs the worker here, so that the cycle stays about to start.
        let refused = try test.administer("/retrain")
        #expect(refused.status == 409)
        #expect(try refused.json()["type"] == .string("/openapi.yaml#conflict"))
    }

    @Test func cyclesAreCounted() throws {
        let text = try service().get("/metrics").text
        #expect(text.contains("retrain_runs_total{result=\"refused\"} 1\n"))
        #expect(text.contains("retrain_runs_total{result=\"failed\"} 1\n"))
        #expect(text.contains("retrain_runs_total{result=\"promoted\"} 0\n"))
        #expect(text.contains("retrain_duration_seconds_total 660\n"))
        #expect(text.contains("retrain_last_info{result=\"failed\"} 1\n"))
        #expect(text.contains("retrain_last_duration_seconds 60\n"))
        #expect(text.contains("retrain_running 0\n"))
    }
}

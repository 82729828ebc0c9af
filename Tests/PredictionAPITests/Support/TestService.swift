import AdvertiserDomain
import Checkpoints
import Dispatch
import Foundation
import HTTPCore
import Inference
import Logging
import Retraining

@testable import PredictionAPI

/// A service on a free port of this machine, for the length of a test.
final class TestService {
    let world: ExampleWorld
    let slot: EngineSlot
    let versions: VersionSwitch
    let service: PredictionService
    let log: LogCapture
    /// Comes over TCP.
    let client: TestClient
    /// Comes through the UNIX socket.
    let administrator: TestClient
    let modelsPath: String

    init(
        world: ExampleWorld, engine: ForecastEngine? = nil, contract: [UInt8] = Array("openapi: 3.1.0\n".utf8),
        page: PageSources = PageSources(markup: [], style: [], scripts: []),
        publishing seeds: [UInt64] = [],
        configure: (inout MemorySource, inout ServingConfiguration) -> Void = { _, _ in },
        adjust: (inout ServiceDependencies) -> Void = { _ in }
    ) throws {
        self.world = world
        modelsPath = NSTemporaryDirectory() + "adcast-models-\(UUID().uuidString)"
        var source = MemorySource(histories: world.histories)
        var configuration = ServingConfiguration(port: 0, drainTimeoutSeconds: 5, threads: 2)
        configure(&source, &configuration)
        slot = EngineSlot(try engine ?? world.engine())
        let models = ModelDirectory(path: modelsPath)
        for seed in seeds { try world.publish(seed: seed, to: models) }
        let versions = VersionSwitch(directory: models, slot: slot)
        let history = RetrainHistory(directory: modelsPath)
        let worker = RetrainWorker(
            source: source, slot: slot, versions: versions, cycle: NoCycle(), history: history,
            configuration: RetrainingConfiguration(), now: { Date(timeIntervalSince1970: 1_600_000_000) })
        self.versions = versions
        let log = LogCapture()
        self.log = log
        let system = ServerClock.system
        let clock = ServerClock(
            monotonicNanoseconds: system.monotonicNanoseconds,
            unixSeconds: { (ExampleWorld.lastDay + 1).number * 86_400 + 3_600 })
        var dependencies = ServiceDependencies(
            source: source, slot: slot, models: models, versions: versions, retraining: worker,
            configuration: configuration,
            addresses: [
                .tcp(host: configuration.host, port: 0), .unix(path: NSTemporaryDirectory() + "adcast-\(UUID()).sock"),
            ],
            timeZone: TimeZone(secondsFromGMT: 0) ?? .current, clock: clock, logger: log.logger(), contract: contract,
            page: page, identifierPrefix: "test", readinessDeadline: .seconds(60))
        adjust(&dependencies)
        service = try PredictionService(dependencies)
        let listeners = try service.start()
        client = TestClient(address: listeners[0].address)
        administrator = TestClient(address: listeners[1].address)
    }

    // Requests go through the service, so that it lives until they are answered.

    func get(_ path: String, _ fields: [String: String] = [:]) throws -> TestResponse {
        try client.send("GET", path, fields, [])
    }

    /// Posts JSON, unless the fields say otherwise; an empty content type sends none.
    func post(_ path: String, _ body: String, _ fields: [String: String] = [:]) throws -> TestResponse {
        try post(path, bytes: Array(body.utf8), fields)
    }

    func post(_ path: String, bytes: [UInt8], _ fields: [String: String] = [:]) throws -> TestResponse {
        var fields = fields
        fields["Content-Length"] = String(bytes.count)
        if fields["Content-Type"] == nil { fields["Content-Type"] = "application/json" }
        if fields["Content-Type"] == "" { fields["Content-Type"] = nil }
        return try client.send("POST", path, fields, bytes)
    }

    func send(_ method: String, _ path: String, _ fields: [String: String]) throws -> TestResponse {
        try client.send(method, path, fields, [])
    }

    /// Posts JSON, or nothing, through the UNIX socket.
    func administer(_ path: String, _ body: String = "") throws -> TestResponse {
        let fields = ["Content-Length": String(body.utf8.count), "Content-Type": "application/json"]
        return try administrator.send("POST", path, fields, Array(body.utf8))
    }

    deinit {
        _ = service.drain()
        try? FileManager.default.removeItem(atPath: modelsPath)
    }
}

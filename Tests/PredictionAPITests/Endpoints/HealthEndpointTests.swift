import AdvertiserDomain
import Dispatch
import Foundation
import HTTPCore
import Synchronization
import Testing

@testable import PredictionAPI

struct HealthEndpointTests {
    /// A database that somebody locks and lets go.
    private final class LockedDatabase: Sendable {
        struct Locked: Error {}

        let isLocked = Mutex(true)

        func read() throws {
            if isLocked.withLock({ $0 }) { throw Locked() }
        }
    }

    @Test func summarises() throws {
        let test = try TestService(world: try ExampleWorld())
        let response = try test.get("/health")
        #expect(response.status == 200)
        let body = try response.json()
        #expect(body["status"] == .string("ok"))
        #expect(body["model_version"] == .number(1))
        #expect(body["architecture"] == .string("m2m"))
        #expect(body["newest_day"] == .string("2020-06-26"))
        #expect(body["forecast_age_days"] == .number(1))
        #expect(body.keys.contains("database_error"))
        #expect(body["database_error"] == .null)
    }

    @Test func isDegradedWithoutACompleteDay() throws {
        let test = try TestService(world: try ExampleWorld()) { source, _ in source.range = nil }
        let body = try test.get("/health").json()
        #expect(body["status"] == .string("degraded"))
        #expect(body["newest_day"] == .null)
        #expect(body["forecast_age_days"] == .null)
        #expect(body["database_error"] == .null)
    }

    @Test func saysThatTheDatabaseCannotBeReadAndLogsItOnce() throws {
        let database = LockedDatabase()
        let test = try TestService(world: try ExampleWorld()) { source, _ in source.onRange = { try database.read() } }
        for _ in 0..<3 {
            let body = try test.get("/health").json()
            #expect(body["status"] == .string("degraded"))
            #expect(body["newest_day"] == .null)
            #expect(body["database_error"].text == "The database cannot be read; the service's log says why.")
        }
        database.isLocked.withLock { $0 = false }
        for _ in 0..<2 {
            let body = try test.get("/health").json()
            #expect(body["status"] == .string("ok"))
            #expect(body["database_error"] == .null)
        }
        #expect(
            test.log.text.split(separator: "\n").filter { $0.contains("database") }
                == ["<4>the database cannot be read error=Locked()", "<5>the database can be read again"])
    }

    @Test func isReadyOnceAForecastComesOut() throws {
        let test = try TestService(world: try ExampleWorld())
        #expect(try test.get("/livez").text == #"{"status":"alive"}"#)
        let ready = try test.get("/readyz")
        #expect(ready.status == 200)
        #expect(ready.text == #"{"status":"ready"}"#)
    }

    @Test func isNotReadyWhereTheModelForecastsSomethingElse() throws {
        let world = try ExampleWorld()
        let test = try TestService(world: world, engine: try world.engine(goldenMeans: [1, 2, 3]))
        let response = try test.get("/readyz")
        #expect(response.status == 503)
        #expect(try response.json()["type"] == .string("/openapi.yaml#not-ready"))
        #expect(try test.get("/livez").status == 200)
    }

    @Test func isAliveWhileAllThreadsAreBusy() throws {
        let mayRead = DispatchSemaphore(value: 0)
        let test = try TestService(world: try ExampleWorld()) { source, configuration in
            configuration.threads = 1
            source.onRange = {
                _ = mayRead.wait(timeout: .now() + 120)
                mayRead.signal()
            }
        }
        defer { mayRead.signal() }
        let client = test.client
        // Eight threads answer where one forward is computed at a time, so that one of nine requests waits.
        for _ in 0..<9 {
            Thread { _ = try? client.send("GET", "/health", [:], []) }.start()
        }
        // While the nine arrive one may wait for a moment; twenty answers in a row are no moment.
        let start = ContinuousClock.now
        var answersWhileOneWaits = 0
        while answersWhileOneWaits < 20 {
            try #require(start.duration(to: .now) < .seconds(100), "nobody waits")
            try #require(try test.get("/livez").text == #"{"status":"alive"}"#)
            answersWhileOneWaits = test.service.server.queuedRequestCount > 0 ? answersWhileOneWaits + 1 : 0
        }
    }
}

import Foundation
import Testing

/// Restarts behind a socket that outlives them, while clients go on asking.
struct RestartUnderLoadTests {
    /// `ADCAST_RESTART_REQUESTS` asks for another number than is tried by default.
    private static let requestCount =
        ProcessInfo.processInfo.environment["ADCAST_RESTART_REQUESTS"].flatMap { Int($0) } ?? 5_000
    private static let restartCount = 4

    @Test func noRequestFails() throws {
        let world = try ServedWorld()
        let manager = try DatagramReceiver(name: world.directory.path + "/notify")
        let socket = try WaitingSocket()
        func start() throws -> ActivatedService {
            let service = try ActivatedService(world, on: socket, environment: ["NOTIFY_SOCKET": manager.name])
            while try !manager.receive().hasPrefix("READY=1") {}
            return service
        }
        var service = try start()
        let load = ClientLoad(on: socket, requestCount: Self.requestCount)
        load.start(clients: 8)
        for restart in 1...Self.restartCount {
            load.wait(untilAnswered: Self.requestCount * restart / (Self.restartCount + 1))
            service.send(SIGTERM)
            #expect(service.wait() == 0)
            service = try start()
        }
        load.waitForEnd()
        #expect(load.failures == [])
        #expect(load.answered == Self.requestCount)
        service.send(SIGTERM)
        #expect(service.wait() == 0)
    }
}

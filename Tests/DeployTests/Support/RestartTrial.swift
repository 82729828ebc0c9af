import Foundation
import Testing

/// Restarts behind a socket that outlives them, while clients go on asking.
struct RestartTrial {
    let requestCount: Int
    let restartCount = 4

    /// What clients saw.
    let load: ClientLoad
    let seconds: Double

    /// Goes through it.
    init(requestCount: Int) throws {
        self.requestCount = requestCount
        let world = try ServedWorld()
        let manager = try DatagramReceiver(name: world.directory.path + "/notify")
        let socket = try WaitingSocket()
        func start() throws -> ActivatedService {
            let service = try ActivatedService(world, on: socket, environment: ["NOTIFY_SOCKET": manager.name])
            while try !manager.receive().hasPrefix("READY=1") {}
            return service
        }
        var service = try start()
        load = ClientLoad(on: socket, requestCount: requestCount)
        let began = ContinuousClock.now
        load.start(clients: 8)
        for restart in 1...restartCount {
            load.wait(untilAnswered: requestCount * restart / (restartCount + 1))
            service.send(SIGTERM)
            #expect(service.wait() == 0)
            service = try start()
        }
        load.waitForEnd()
        seconds = (ContinuousClock.now - began) / .seconds(1)
        service.send(SIGTERM)
        #expect(service.wait() == 0)
    }
}

import Foundation
import Testing

/// The built program under something that behaves as a service manager.
struct ServiceLifeTests {
    private let world: ServedWorld
    private let manager: DatagramReceiver
    private let socket: WaitingSocket

    init() throws {
        world = try ServedWorld()
        manager = try DatagramReceiver(name: world.directory.path + "/notify")
        socket = try WaitingSocket()
    }

    private func start(watchdogMicroseconds: Int? = nil) throws -> ActivatedService {
        var environment = ["NOTIFY_SOCKET": manager.name]
        if let watchdogMicroseconds {
            environment["WATCHDOG_USEC"] = "\(watchdogMicroseconds)"
            environment["WATCHDOG_PID"] = "$$"
        }
        return try ActivatedService(world, on: socket, environment: environment)
    }

    /// The next notice that is not the watchdog's.
    private func notice() throws -> [Substring] {
        while true {
            let lines = try manager.receive().split(separator: "\n")
            if lines.first != "WATCHDOG=1" { return lines }
        }
    }

    @Test func tellsItsManagerFromStartToEnd() throws {
        let service = try start(watchdogMicroseconds: 400_000)
        let ready = try manager.receive().split(separator: "\n")
        #expect(ready == ["READY=1", "STATUS=model version 1"])
        #expect(try socket.connect().request(ClientLoad.predict()).status == 200)
        // Two of them: the second comes by the watchdog's own time.
        for _ in 1...2 { #expect(try manager.receive() == "WATCHDOG=1\nSTATUS=model version 1") }

        service.send(SIGHUP)
        let reloading = try notice()
        #expect(reloading.first == "RELOADING=1")
        #expect(reloading.last?.hasPrefix("MONOTONIC_USEC=") == true)
        #expect(try notice() == ["READY=1", "STATUS=configuration reloaded, nothing changed"])

        service.send(SIGTERM)
        #expect(try notice() == ["STOPPING=1"])
        #expect(service.wait() == 0)
    }

    @Test func aRequestWaitsForTheService() throws {
        // Nobody accepts yet, and the kernel takes the request.
        let early = try socket.connect()
        let service = try start()
        let response = try early.request(ClientLoad.predict())
        #expect(response.status == 200)
        #expect(response.body.contains(#""advertiser":"a000001""#))
        service.send(SIGTERM)
        #expect(service.wait() == 0)
        // The socket is the manager's, and outlives the service.
        _ = try socket.connect()
    }

    @Test func aLogThatNobodyReadsStopsNoRequest() throws {
        // A pipe of 64 KiB, which is full after some hundred requests, lies where the log would be.
        let path = world.directory.path + "/log"
        try #require(mkfifo(path, 0o600) == 0)
        let pipe = open(path, O_RDWR)
        defer { close(pipe) }
        try world.configure("serving: { log_level: debug }")
        let service = try start()
        let client = try socket.connect()
        for _ in 1...1_500 { #expect(try client.request(ClientLoad.predict()).status == 200) }
        service.send(SIGTERM)
        #expect(service.wait() == 0)
    }

    @Test func aWrongConfigurationIsRefusedAndTheOldOneStays() throws {
        let service = try start()
        #expect(try notice().first == "READY=1")
        try world.configure("wndow_days: 40")
        service.send(SIGHUP)
        #expect(try notice().first == "RELOADING=1")
        let answer = try notice()
        #expect(answer.first == "READY=1")
        let status = try #require(answer.last)
        #expect(status.hasPrefix("STATUS=the new configuration is refused and the old one stays: "))
        #expect(status.contains("wndow_days") && status.contains("window_days"))
        #expect(try socket.connect().request(ClientLoad.predict()).status == 200)
        service.send(SIGTERM)
        #expect(service.wait() == 0)
    }
}

import Logging
import Synchronization
import Testing

@testable import adcast

struct WatchdogTests {
    private struct Late: Error, CustomStringConvertible {
        let description = "it was late"
    }

    private let directory: TemporaryDirectory
    private let manager: DatagramReceiver
    private let log = LogRecorder()

    init() throws {
        directory = try TemporaryDirectory()
        manager = try DatagramReceiver(name: directory.path + "/notify")
    }

    /// Lets the watchdog run through checks with the given outcomes, the last of which ends it.
    ///
    /// - Returns: how long it waited after each.
    private func watch(outcomes: [Bool]) async throws -> [Duration] {
        let pauses = Mutex<[Duration]>([])
        let remaining = Mutex(outcomes[...])
        let watchdog = Watchdog(
            interval: try #require(WatchdogInterval(environment: ["WATCHDOG_USEC": "20000000"], processIdentifier: 1)),
            notifier: ServiceNotifier(environment: ["NOTIFY_SOCKET": manager.name], logger: log.logger),
            logger: log.logger, ready: {},
            check: { if remaining.withLock({ $0.popFirst() }) != true { throw Late() } },
            status: { "model version 3" },
            sleep: { pause in
                pauses.withLock { $0.append(pause) }
                if remaining.withLock({ $0.isEmpty }) { throw CancellationError() }
            })
        await watchdog.watch()
        return pauses.withLock { $0 }
    }

    @Test func answersAtHalfTheLimitWhileForecastsGoThrough() async throws {
        #expect(try await watch(outcomes: [true, true]) == [.seconds(10), .seconds(10)])
        #expect(try manager.receive() == "WATCHDOG=1\nSTATUS=model version 3")
        #expect(try manager.receive() == "WATCHDOG=1\nSTATUS=model version 3")
        #expect(manager.isEmpty)
        #expect(log.lines.isEmpty)
    }

    @Test func saysNothingWhileForecastsFail() async throws {
        #expect(try await watch(outcomes: [false, false, true]) == [.seconds(1), .seconds(1), .seconds(10)])
        #expect(try manager.receive() == "WATCHDOG=1\nSTATUS=model version 3")
        #expect(manager.isEmpty)
        #expect(
            log.lines == [
                .init(level: .error, message: "the watchdog's forecast failed: it was late"),
                .init(level: .error, message: "the watchdog's forecast failed: it was late"),
                .init(level: .notice, message: "the watchdog's forecast went through again"),
            ])
    }

    @Test(.timeLimit(.minutes(5))) func endsWithItsTask() async throws {
        let (checks, check) = AsyncStream.makeStream(of: Void.self)
        let watchdog = Watchdog(
            interval: try #require(
                WatchdogInterval(environment: ["WATCHDOG_USEC": "7200000000"], processIdentifier: 1)),
            notifier: ServiceNotifier(environment: ["NOTIFY_SOCKET": manager.name], logger: log.logger),
            logger: log.logger, ready: {}, check: { check.yield() }, status: { "model version 3" })
        let watching = Task { await watchdog.watch() }
        // To wait for the notice would keep a thread that the watchdog may need.
        for await _ in checks { break }
        watching.cancel()
        await watching.value
        #expect(try manager.receive() == "WATCHDOG=1\nSTATUS=model version 3")
        #expect(manager.isEmpty)
        #expect(log.lines.isEmpty)
    }
}

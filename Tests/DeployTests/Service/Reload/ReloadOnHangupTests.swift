import AdvertiserDomain
import HTTPCore
import Logging
import Testing

@testable import adcast

struct ReloadOnHangupTests {
    private struct Refusal: Error, CustomStringConvertible {
        let description = "adcast.yaml: line 3: no such key"
    }

    private let directory: TemporaryDirectory
    private let manager: DatagramReceiver
    private let log = LogRecorder()

    init() throws {
        directory = try TemporaryDirectory()
        manager = try DatagramReceiver(name: directory.path + "/notify")
    }

    private func reload(_ load: @escaping @Sendable () throws -> AdcastConfiguration) {
        ReloadOnHangup.reload(
            ConfigurationReloader(initial: .example, settings: [], load: load),
            notifier: ServiceNotifier(environment: ["NOTIFY_SOCKET": manager.name], logger: log.logger),
            logger: log.logger,
            clock: ServerClock(monotonicNanoseconds: { 5_000_999 }, unixSeconds: { 0 }))
    }

    @Test func theManagerHearsOfTheBeginningAndTheEnd() throws {
        reload { .example }
        #expect(try manager.receive() == "RELOADING=1\nMONOTONIC_USEC=5000")
        #expect(try manager.receive() == "READY=1\nSTATUS=configuration reloaded, nothing changed")
        #expect(log.lines == [.init(level: .notice, message: "configuration reloaded, nothing changed")])
    }

    @Test func whatNeedsARestartIsAWarning() {
        reload {
            var configuration = AdcastConfiguration.example
            configuration.serving.port = 9_000
            return configuration
        }
        #expect(
            log.lines == [
                .init(level: .warning, message: "configuration reloaded; changes to serving.port need a restart")
            ])
    }

    @Test func aRefusalIsAnErrorAndTheServiceIsStillReady() throws {
        reload { throw Refusal() }
        let text = "the new configuration is refused and the old one stays: adcast.yaml: line 3: no such key"
        _ = try manager.receive()
        #expect(try manager.receive() == "READY=1\nSTATUS=\(text)")
        #expect(log.lines == [.init(level: .error, message: text)])
    }
}

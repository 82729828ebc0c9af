import Foundation
import Logging
import Testing

@testable import adcast

struct ServiceNotifierTests {
    private let directory: TemporaryDirectory
    private let log = LogRecorder()

    init() throws {
        directory = try TemporaryDirectory()
    }

    @Test func tellsThroughASocketFile() throws {
        let manager = try DatagramReceiver(name: directory.path + "/notify")
        let notifier = ServiceNotifier(environment: ["NOTIFY_SOCKET": manager.name], logger: log.logger)
        #expect(notifier.isConnected)
        notifier.tell(.ready, .status("model version 3"))
        notifier.tell(.stopping)
        #expect(try manager.receive() == "READY=1\nSTATUS=model version 3")
        #expect(try manager.receive() == "STOPPING=1")
        #expect(manager.isEmpty)
        #expect(log.lines.isEmpty)
    }

    @Test func tellsThroughAnAbstractSocket() throws {
        let manager = try DatagramReceiver(name: "@adcast-test-\(UUID().uuidString)")
        ServiceNotifier(environment: ["NOTIFY_SOCKET": manager.name], logger: log.logger).tell(.watchdog)
        #expect(try manager.receive() == "WATCHDOG=1")
    }

    @Test func saysNothingWhereNobodyListens() {
        for environment in [[:], ["NOTIFY_SOCKET": ""]] {
            let notifier = ServiceNotifier(environment: environment, logger: log.logger)
            #expect(!notifier.isConnected)
            notifier.tell(.ready)
        }
        #expect(log.lines.isEmpty)
    }

    @Test func aManagerThatHasGoneIsLogged() {
        let path = directory.path + "/nobody"
        ServiceNotifier(environment: ["NOTIFY_SOCKET": path], logger: log.logger).tell(.ready)
        #expect(
            log.lines == [
                .init(
                    level: .warning,
                    message:
                        "the service manager's socket \(path) could not be written to: sendto: No such file or directory"
                )
            ])
    }

    @Test(arguments: ["notify", "@", "/", "vsock:2:1234", "/a\0b", "/" + String(repeating: "x", count: 107)])
    func anAddressThatIsNoneIsLogged(name: String) {
        let notifier = ServiceNotifier(environment: ["NOTIFY_SOCKET": name], logger: log.logger)
        #expect(!notifier.isConnected)
        #expect(log.lines.map(\.level) == [.warning])
        #expect(log.lines.first?.message.contains("is not the address of a UNIX socket") == true)
    }

    @Test func theLongestAddressesFit() throws {
        #expect(throws: Never.self) { try NotificationSocket(name: "/" + String(repeating: "x", count: 106)) }
        #expect(throws: Never.self) { try NotificationSocket(name: "@" + String(repeating: "x", count: 107)) }
        #expect(throws: NotificationFault.self) {
            try NotificationSocket(name: "@" + String(repeating: "x", count: 108))
        }
    }
}

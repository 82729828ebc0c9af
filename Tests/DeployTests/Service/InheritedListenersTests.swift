import Glibc
import HTTPCore
import Synchronization
import Testing

@testable import adcast

struct InheritedListenersTests {
    /// Two listening sockets with neighbouring descriptors, as a service manager hands them over.
    private final class Listeners {
        let first: CInt

        /// - Parameter name: of the second, a UNIX socket: a path, or `@` and an abstract name; `nil` for TCP.
        init(second name: String? = nil) throws {
            // Out of the way of descriptors that other tests are given meanwhile.
            first = Listeners.block.add(4, ordering: .relaxed).newValue
            for descriptor in first..<first + 2 {
                let address = descriptor == first ? nil : name.flatMap(UNIXAddress.init)
                let made = socket(address == nil ? AF_INET : AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
                let isBound = address?.withPointer { bind(made, $0, $1) == 0 } ?? true
                try #require(made >= 0 && isBound && listen(made, 1) == 0 && dup2(made, descriptor) == descriptor)
                close(made)
            }
        }

        deinit {
            for descriptor in first..<first + 2 { close(descriptor) }
        }

        private static let block = Atomic<CInt>(600)
    }

    private func forgotten(
        _ environment: [String: String], first: CInt
    ) -> (Result<InheritedListeners, any Error>, [String]) {
        var forgotten: [String] = []
        let listeners = Result {
            try InheritedListeners(
                environment: environment, processIdentifier: 41, firstDescriptor: first,
                forget: { forgotten.append($0) })
        }
        return (listeners, forgotten)
    }

    @Test func namesSayWhatASocketIsFor() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/admin.sock"
        let sockets = try Listeners(second: path)
        let (outcome, variables) = forgotten(
            ["LISTEN_PID": "41", "LISTEN_FDS": "2", "LISTEN_FDNAMES": "http:admin"], first: sockets.first)
        let listeners = try outcome.get()
        #expect(listeners.requests.map(\.name) == ["http"])
        #expect(listeners.administration.map(\.name) == ["admin"])
        #expect(listeners.administrationPath(.example) == path)
        #expect(listeners.requests.first?.address.isLocal == false)
        #expect(variables == ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"])
        // Children do not inherit them.
        for descriptor in sockets.first..<sockets.first + 2 {
            #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0)
        }
    }

    @Test("Sockets for administration that others can reach", arguments: [nil, "@adcast-\(getpid())"])
    func unprotectedAdministration(name: String?) throws {
        let sockets = try Listeners(second: name)
        let (outcome, variables) = forgotten(
            ["LISTEN_PID": "41", "LISTEN_FDS": "2", "LISTEN_FDNAMES": "http:admin"], first: sockets.first)
        let error = try #require(throws: UnprotectedAdministration.self) { try outcome.get() }
        if let name { #expect(error.address == .unix(path: name)) } else { #expect(error.address.port != nil) }
        #expect(error.description.contains("'admin' is bound to \(error.address)"))
        #expect(error.isUsageFault)
        #expect(variables.count == 3)
    }

    @Test func socketsWithoutNamesAreForRequests() throws {
        let sockets = try Listeners()
        let listeners = try forgotten(["LISTEN_PID": "41", "LISTEN_FDS": "2"], first: sockets.first).0.get()
        #expect(listeners.requests.map(\.name) == ["unknown", "unknown"])
        #expect(listeners.administration.isEmpty)
    }

    @Test(arguments: [[:], ["LISTEN_PID": "42", "LISTEN_FDS": "2"], ["LISTEN_PID": "41", "LISTEN_FDS": "0"]])
    func nothingIsInherited(environment: [String: String]) throws {
        let (outcome, variables) = forgotten(environment, first: 3)
        #expect(try outcome.get().requests.isEmpty)
        #expect(variables.count == 3)
    }

    @Test(arguments: [
        ["LISTEN_PID": "41", "LISTEN_FDS": "two"], ["LISTEN_PID": "41"],
        ["LISTEN_PID": "41", "LISTEN_FDS": "2", "LISTEN_FDNAMES": "http"],
    ])
    func contradictionsAreErrors(environment: [String: String]) throws {
        let sockets = try Listeners()
        let (outcome, variables) = forgotten(environment, first: sockets.first)
        #expect(throws: ListeningError.self) { try outcome.get() }
        #expect(variables.count == 3)
    }

    @Test func aDescriptorThatDoesNotListenIsAnError() throws {
        let file = open("/dev/null", O_RDONLY)
        defer { close(file) }
        let environment = ["LISTEN_PID": "41", "LISTEN_FDS": "1"]
        #expect(throws: ListeningError.self) { try forgotten(environment, first: file).0.get() }
    }
}

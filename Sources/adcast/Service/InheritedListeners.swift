import AdvertiserDomain
import Glibc
import HTTPCore

/// The sockets on which the service manager listens for us (sd_listen_fds(3)), by what they are for.
struct InheritedListeners: Sendable {
    /// For requests. Where there are none, the service listens where its configuration says.
    let requests: [InheritedSocket]
    /// For administration: those that are called ``administrationName``, all of them UNIX sockets with a path.
    let administration: [InheritedSocket]

    /// What `FileDescriptorName=` of a socket unit says for a socket of administration; any other name is for requests.
    static let administrationName = "admin"

    /// Takes the sockets over, and takes their variables out of the environment, so that no child process takes them for
    /// its own.
    ///
    /// - Parameters:
    ///   - environment: the process's.
    ///   - firstDescriptor: the one of the first socket; 3 in systemd's protocol.
    ///   - forget: removes a variable from the environment. It is called before the process has other threads.
    /// - Throws: ``ListeningError`` where the variables contradict themselves or a descriptor is not a listener,
    ///   ``UnprotectedAdministration`` where others than administrators could reach a socket for them.
    init(
        environment: [String: String], processIdentifier: Int32, firstDescriptor: CInt = 3,
        forget: (String) -> Void = { unsetenv($0) }
    ) throws {
        defer {
            for variable in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] { forget(variable) }
        }
        let sockets = try InheritedSocket.activated(
            environment: environment, processIdentifier: processIdentifier, firstDescriptor: firstDescriptor)
        requests = sockets.filter { $0.name != Self.administrationName }
        administration = sockets.filter { $0.name == Self.administrationName }
        for socket in administration where !Self.isProtected(socket.address) {
            throw UnprotectedAdministration(address: socket.address)
        }
    }

    /// Whether the permissions of a file say who may connect; an abstract name has none.
    private static func isProtected(_ address: BoundAddress) -> Bool {
        if case .unix(let path) = address { path.hasPrefix("/") } else { false }
    }

    /// Where the service listens: on what it was handed, and where the configuration says for what it was not.
    func addresses(_ configuration: AdcastConfiguration) -> [ListenAddress] {
        (requests.isEmpty ? [configuration.requestAddress] : requests.map(ListenAddress.inherited))
            + (administration.isEmpty
                ? [configuration.administrationAddress] : administration.map(ListenAddress.inherited))
    }

    /// Where administrators ask.
    func administrationPath(_ configuration: AdcastConfiguration) -> String {
        if case .unix(let path)? = administration.first?.address { path } else { configuration.adminSocketPath }
    }
}

extension AdcastConfiguration {
    /// Where requests are taken if no service manager hands a socket over.
    var requestAddress: ListenAddress { .tcp(host: serving.host, port: serving.port) }

    /// Where administration is taken if no service manager hands a socket over.
    var administrationAddress: ListenAddress { .unix(path: adminSocketPath) }
}

extension InheritedSocket {
    /// The sockets that systemd has given this process (sd_listen_fds(3)), each checked.
    ///
    /// - Parameters:
    ///   - environment: the process's, with `LISTEN_PID`, `LISTEN_FDS` and perhaps `LISTEN_FDNAMES`.
    ///   - processIdentifier: our own; sockets meant for another process are not ours.
    ///   - firstDescriptor: the one of the first socket; 3 in systemd's protocol.
    /// - Returns: none where the process was not started through a socket.
    /// - Throws: ``ListeningError`` where the variables contradict themselves or a descriptor is not a listener.
    package static func activated(
        environment: [String: String], processIdentifier: Int32, firstDescriptor: CInt = 3
    ) throws(ListeningError) -> [InheritedSocket] {
        guard let process = environment["LISTEN_PID"], Int32(process) == processIdentifier else { return [] }
        let text = environment["LISTEN_FDS"] ?? ""
        guard let count = CInt(text), (0...mostSockets).contains(count) else {
            throw .invalidActivation(variable: "LISTEN_FDS", value: text)
        }
        var names = [String](repeating: "unknown", count: Int(count))
        if let text = environment["LISTEN_FDNAMES"], !text.isEmpty {
            names = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard names.count == Int(count) else { throw .invalidActivation(variable: "LISTEN_FDNAMES", value: text) }
        }
        var sockets: [InheritedSocket] = []
        for (descriptor, name) in zip(firstDescriptor..., names) {
            sockets.append(try InheritedSocket(descriptor: descriptor, name: name))
        }
        return sockets
    }

    private static let mostSockets: CInt = 1024
}

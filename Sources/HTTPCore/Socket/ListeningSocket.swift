import CLinux
import Glibc

/// A bound socket that accepts connections. A value without ownership: whoever holds it last calls ``close()``.
struct ListeningSocket: Sendable {
    let descriptor: CInt
    let listener: RequestListener
    let address: BoundAddress
    /// What to remove from the file system at the end.
    private let file: UNIXSocketFile?

    init(descriptor: CInt, listener: RequestListener, address: BoundAddress, file: UNIXSocketFile? = nil) {
        self.descriptor = descriptor
        self.listener = listener
        self.address = address
        self.file = file
    }

    /// Listens at an address, or takes over a socket that listens already.
    ///
    /// - Parameter backlog: connections that the kernel keeps for us until they are accepted.
    /// - Throws: ``ListeningError``.
    init(_ address: ListenAddress, backlog: Int) throws(ListeningError) {
        switch address {
        case .tcp(let host, let port):
            try self.init(host: host, port: port, backlog: backlog)
        case .unix(let path, let mode):
            try self.init(path: path, mode: mode, backlog: backlog)
        case .inherited(let socket):
            self.init(
                descriptor: socket.descriptor, listener: .inherited(name: socket.name), address: socket.address)
        }
    }

    /// The next waiting connection, or nil where none waits.
    func accept() throws(SystemCallError) -> StreamSocket? {
        let outcome = try nonBlockingSystemCall("accept4") { Int(adcast_accept(descriptor)) }
        switch outcome {
        case .transferred(let descriptor): return StreamSocket(descriptor: CInt(truncatingIfNeeded: descriptor))
        case .wouldBlock: return nil
        }
    }

    /// Gives the descriptor back. The file goes first: while it is there somebody answers.
    func close() {
        file?.remove()
        _ = Glibc.close(descriptor)
    }
}

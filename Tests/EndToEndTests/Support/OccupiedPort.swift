import Foundation

/// A port on which somebody else listens.
final class OccupiedPort {
    let port: Int
    private let descriptor: Int32

    init() throws {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        descriptor = socket
        var address = LoopbackAddress.address(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening =
            LoopbackAddress.withPointer(to: &address) { bind(socket, $0, $1) } == 0 && listen(socket, 1) == 0
            && LoopbackAddress.withPointer(to: &address) { pointer, _ in getsockname(socket, pointer, &length) } == 0
        port = Int(in_port_t(bigEndian: address.sin_port))
        guard isListening else { throw ServiceConnection.Failure.call("listen", errno) }
    }

    deinit { close(descriptor) }
}

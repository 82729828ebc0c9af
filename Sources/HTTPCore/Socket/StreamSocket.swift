import CLinux
import Glibc

/// A connected, non-blocking stream socket. A value without ownership: whoever holds it last calls ``close()``.
struct StreamSocket: Sendable {
    let descriptor: CInt

    /// Sends small writes at once: responses are written whole, so that waiting for more would only add delay.
    func disableSendDelay() {
        var enabled: CInt = 1
        _ = setsockopt(
            descriptor, CInt(IPPROTO_TCP), TCP_NODELAY, &enabled, socklen_t(MemoryLayout<CInt>.size))
    }

    /// Reads what has arrived, at most as much as `destination` holds.
    func receive(into destination: UnsafeMutableRawBufferPointer) throws(SystemCallError) -> TransferOutcome {
        try nonBlockingSystemCall("recv") {
            recv(descriptor, destination.baseAddress, destination.count, 0)
        }
    }

    /// Writes the bytes of two buffers, as far as the kernel takes them, in one call.
    func send(
        _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer
    ) throws(SystemCallError) -> TransferOutcome {
        try nonBlockingSystemCall("sendmsg") {
            adcast_send(descriptor, first.baseAddress, first.count, second.baseAddress, second.count)
        }
    }

    /// Tells the peer that nothing more will come; its own bytes can still be read.
    func endOutput() {
        _ = shutdown(descriptor, CInt(SHUT_WR))
    }

    /// Makes the coming ``close()`` reset the connection, so that the peer cannot take a cut response for a whole one.
    func resetOnClose() {
        var option = linger(l_onoff: 1, l_linger: 0)
        _ = setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    /// Gives the descriptor back. Not repeated after a signal: on Linux the descriptor is free either way.
    func close() {
        _ = Glibc.close(descriptor)
    }
}

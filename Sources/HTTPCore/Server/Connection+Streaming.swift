import Dispatch

extension Connection {
    /// Sends a piece of a streamed body and waits while the client is too far behind.
    ///
    /// - Parameter exchange: the number of the request that is answered.
    func stream(_ bytes: [UInt8], ofExchange exchange: Int) throws(ClientGone) {
        guard !bytes.isEmpty else { return }
        var isWaiting = try checkingStream(ofExchange: exchange) { state in
            if state.exchange?.isChunked == true {
                state.output.text.appendChunk(bytes)
            } else {
                state.output.text.append(contentsOf: bytes)
            }
            flush(&state)
        }
        while isWaiting {
            streamWake.wait()
            isWaiting = try checkingStream(ofExchange: exchange) { _ in }
        }
    }

    /// Acts on the state of a connection that streams.
    ///
    /// - Returns: whether the handler has to wait for ``streamWake``.
    private func checkingStream(
        ofExchange exchange: Int, _ act: (inout ConnectionState) -> Void
    ) throws(ClientGone) -> Bool {
        let isWaiting = state.withLock { state -> Bool? in
            guard state.phase == .streaming, state.requestCount == exchange else { return nil }
            act(&state)
            guard state.phase == .streaming else { return nil }
            state.isStreamWaiting = state.output.count > limits.pendingOutputBytes
            return state.isStreamWaiting
        }
        guard let isWaiting else { throw ClientGone() }
        return isWaiting
    }

    /// Ends a streamed response, or cuts the connection off where the body is not whole.
    func endStream(isWhole: Bool) {
        state.withLock { state in
            guard state.phase == .streaming else { return }
            guard isWhole else {
                abort(&state)
                return
            }
            if !endIncomingBody(&state) { state.exchange?.closes = true }
            if state.exchange?.isChunked == true { state.output.text.append("0\r\n\r\n") }
            state.phase = .flushing
            flush(&state)
            advance(&state)
        }
    }
}

/// Writes a streamed body to its connection.
struct ConnectionBodyWriter: ResponseBodyWriter {
    let connection: Connection
    let exchange: Int

    func write(_ bytes: [UInt8]) throws {
        try connection.stream(bytes, ofExchange: exchange)
    }
}

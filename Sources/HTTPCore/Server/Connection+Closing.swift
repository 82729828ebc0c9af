import Dispatch

extension Connection {
    private static let dropBytes = 16 << 10

    /// Ends our side after the last response. Where the client may still be sending, its bytes are read and dropped
    /// for a while: closing over unread bytes would reset the connection, and the client would lose the response.
    func endOutput(_ state: inout ConnectionState) {
        socket.endOutput()
        state.phase = .lingering
        setDeadline(after: limits.lingerTimeoutSeconds, &state)
        let isBetweenRequests = state.parser.progress == .untouched
        dropInput(&state)
        guard state.phase == .lingering else { return }
        if isBetweenRequests, state.lingeredBytes == 0 {
            close(&state)
        } else {
            state.source?.watch(for: .reading)
        }
    }

    /// Reads and drops what the client sends on; closes at its end, or where it sends too much.
    func dropInput(_ state: inout ConnectionState) {
        while state.lingeredBytes <= limits.lingerBytes {
            let outcome = withUnsafeTemporaryAllocation(byteCount: Self.dropBytes, alignment: 1) { scratch in
                try? socket.receive(into: scratch)
            }
            switch outcome {
            case .wouldBlock: return
            case .transferred(let count) where count > 0: state.lingeredBytes += count
            case .transferred, nil:
                close(&state)
                return
            }
        }
        close(&state)
    }

    /// Closes so that the client sees a reset, and gives up the request in flight.
    func abort(_ state: inout ConnectionState) {
        socket.resetOnClose()
        close(&state)
    }

    /// Gives the connection up. The descriptor is closed when no source can report on it any more.
    func close(_ state: inout ConnectionState) {
        guard state.phase != .closed else { return }
        if let exchange = state.exchange, state.phase != .reading { record(exchange, isIncomplete: true) }
        state.phase = .closed
        state.exchange = nil
        state.deadline = UInt64.max
        state.output.discard()
        state.admitted = nil
        releaseHeldBody(&state)
        wakeBodyReader(&state)
        state.incomingBody = nil
        if state.isStreamWaiting {
            state.isStreamWaiting = false
            streamWake.signal()
        }
        state.source?.cancel()
    }
}

extension Connection {
    /// Reads of one readiness report, after which other connections of the queue get their turn.
    private static let readsPerReport = 16

    func readAvailable(_ state: inout ConnectionState) {
        for _ in 0..<Self.readsPerReport {
            var room = 0
            let outcome: TransferOutcome
            do throws(SystemCallError) {
                outcome = try state.parser.append { destination throws(SystemCallError) in
                    room = destination.count
                    return try socket.receive(into: destination)
                }
            } catch {
                close(&state)
                return
            }
            guard case .transferred(let count) = outcome else { return }
            if count == 0 {
                if let fault = state.parser.faultAtEndOfInput {
                    fail(.request(fault), &state)
                } else {
                    close(&state)
                }
                return
            }
            advance(&state)
            if state.phase != .reading || count < room { return }
        }
    }

    /// Reads requests out of the bytes that have arrived, until one is in flight or more bytes are needed.
    func advance(_ state: inout ConnectionState) {
        while state.phase == .reading {
            let event: RequestParser.Event
            do throws(RequestFault) {
                event = try state.parser.next()
            } catch {
                fail(.request(error), &state)
                return
            }
            guard countHeldBody(&state) else {
                fail(.bodyMemoryExhausted, &state)
                return
            }
            switch event {
            case .incomplete:
                if context.isDraining, state.parser.progress == .untouched {
                    waitForLastRequest(&state)
                } else {
                    setReadDeadline(&state)
                }
                state.source?.watch(for: .reading)
                return
            case .head(let head): receive(head, &state)
            case .request(let head, let body): receive(head, body: body, &state)
            }
        }
    }

    /// Starts the time of the header at its first byte and that of the body at its head; a request that makes
    /// progress does not get more.
    func setReadDeadline(_ state: inout ConnectionState) {
        let progress = state.parser.progress
        guard state.timedProgress != progress else { return }
        state.timedProgress = progress
        switch progress {
        case .untouched: setDeadline(after: limits.idleTimeoutSeconds, &state)
        case .insideHeader: setDeadline(after: limits.headerTimeoutSeconds, &state)
        case .insideBody: setDeadline(after: limits.bodyTimeoutSeconds, &state)
        }
    }

    /// Counts what has been added to the request's body.
    ///
    /// - Returns: false where the server holds too much.
    private func countHeldBody(_ state: inout ConnectionState) -> Bool {
        let added = state.parser.heldBodyBytes - state.heldBodyBytes
        guard added > 0 else { return true }
        state.heldBodyBytes += added
        return context.holdBodyBytes(added)
    }
}

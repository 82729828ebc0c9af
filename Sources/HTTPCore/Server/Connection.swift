import Dispatch

/// One client's connection: a state machine that readiness, finished handlers, deadlines and the server drive.
///
/// Each of these events locks the state, moves it as far as it goes without waiting, and unlocks it. Handlers run
/// outside the lock.
final class Connection: Sendable {
    let socket: StreamSocket
    let listener: RequestListener
    let context: ServerContext
    /// Those of the moment it was accepted.
    let limits: ServerLimits
    let readiness: ReadinessQueue
    let state: Guarded<ConnectionState>
    /// Signalled when a streaming handler that waits may go on, or has to give up.
    let streamWake = DispatchSemaphore(value: 0)
    /// Signalled when a handler that waits for its request's body may go on, or has to give up.
    let bodyWake = DispatchSemaphore(value: 0)
    private let onClose: @Sendable () -> Void

    /// - Parameter onClose: called once, after the descriptor is closed.
    init(
        socket: StreamSocket, listener: RequestListener, context: ServerContext, readiness: ReadinessQueue,
        onClose: @escaping @Sendable () -> Void
    ) {
        self.socket = socket
        self.listener = listener
        self.context = context
        self.readiness = readiness
        self.onClose = onClose
        limits = context.limits
        state = Guarded(ConnectionState(limits: limits))
    }

    /// Starts to read.
    ///
    /// - Parameter refusal: a fault to answer at once, instead of reading a request.
    func start(refusal: ServerFault? = nil) {
        readiness.add(self)
        state.withLock { state in
            state.source = ReadinessSource(socket.descriptor, on: readiness.loop, handler: self)
            state.source?.watch(for: .reading)
            if let refusal {
                fail(refusal, &state)
            } else {
                setReadDeadline(&state)
            }
        }
    }

    private func becomeReadable(_ state: inout ConnectionState) {
        switch state.phase {
        case .reading: readAvailable(&state)
        case .handling, .streaming, .flushing:
            state.source?.ignore(.reading)
            wakeBodyReader(&state)
        case .lingering: dropInput(&state)
        case .closed: break
        }
    }

    private func becomeWritable(_ state: inout ConnectionState) {
        guard state.phase != .closed else { return }
        flush(&state)
        advance(&state)
    }

    /// Acts on a deadline that has passed.
    ///
    /// - Returns: the connection's next deadline.
    func expire(at now: UInt64) -> UInt64 {
        state.withLock { state in
            if state.bodyDeadline <= now {
                state.incomingBody?.fault = .bodyTimeout
                wakeBodyReader(&state)
            }
            if state.deadline <= now {
                state.deadline = UInt64.max
                expire(&state)
            }
            return min(state.deadline, state.bodyDeadline)
        }
    }

    private func expire(_ state: inout ConnectionState) {
        switch state.phase {
        case .reading:
            if let fault = state.parser.faultAtDeadline {
                fail(.request(fault), &state)
            } else {
                close(&state)
            }
        case .handling: break
        case .streaming, .flushing: abort(&state)
        case .lingering: close(&state)
        case .closed: break
        }
    }

    /// Lets the connection end: after the response to its request, or to one that comes in a last moment.
    func drain() {
        state.withLock { state in
            if state.phase == .reading, state.parser.progress == .untouched { waitForLastRequest(&state) }
        }
    }

    /// Closes the connection at the end of the drain's grace, unless a request comes before.
    func waitForLastRequest(_ state: inout ConnectionState) {
        state.timedProgress = .untouched
        state.deadline = context.drainGraceEnd
        readiness.look(by: state.deadline)
    }

    /// Closes the connection whatever it is doing.
    func cutOff() {
        state.withLock { state in
            if state.phase != .closed { abort(&state) }
        }
    }

    func setDeadline(after seconds: Double, _ state: inout ConnectionState) {
        state.deadline = context.deadline(after: seconds)
        readiness.look(by: state.deadline)
    }
}

extension Connection: ReadinessHandler {
    func becomeReady(_ readiness: Readiness) {
        state.withLock { state in
            if readiness.contains(.writing), state.isWritingAwaited { becomeWritable(&state) }
            if readiness.contains(.reading) { becomeReadable(&state) }
        }
    }

    func confirmCancellation() {
        socket.close()
        readiness.remove(self)
        onClose()
    }
}

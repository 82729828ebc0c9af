import Glibc

/// Runs one system call until a signal no longer interrupts it.
///
/// `errno` is read in the frame that made the call: inlining is off, so that no release of a captured value can run
/// code (and overwrite `errno`) between the two.
///
/// - Throws: ``SystemCallError`` with the call's name where it returned a negative value.
@inline(never)
func systemCall<Value: SignedInteger>(
    _ name: StaticString, _ body: () -> Value
) throws(SystemCallError) -> Value {
    while true {
        let value = body()
        if value >= 0 { return value }
        let code = errno
        if code != EINTR { throw SystemCallError(call: name, code: code) }
    }
}

/// Like ``systemCall(_:_:)``, for calls on a non-blocking socket: a call that would block is an outcome, not an error.
@inline(never)
func nonBlockingSystemCall(
    _ name: StaticString, _ body: () -> Int
) throws(SystemCallError) -> TransferOutcome {
    while true {
        let value = body()
        if value >= 0 { return .transferred(value) }
        let code = errno
        if code == EAGAIN || code == EWOULDBLOCK { return .wouldBlock }
        if code != EINTR { throw SystemCallError(call: name, code: code) }
    }
}

/// What a call on a non-blocking socket did.
enum TransferOutcome: Equatable {
    /// Bytes moved; for a read, zero means that the peer has ended its side.
    case transferred(Int)
    /// The socket is not ready.
    case wouldBlock
}

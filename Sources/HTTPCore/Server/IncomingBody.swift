/// A request's body that its handler reads while it arrives.
struct IncomingBody: Sendable {
    /// Whether the client waits for `100 Continue` before it sends.
    var awaitsContinue: Bool
    /// Why nothing more can be read.
    var fault: RequestFault?
    /// Whether the handler waits on the connection's semaphore for bytes, or for a reason to give up.
    var isReaderWaiting = false
    /// For how long it may still wait until enough bytes have arrived, in nanoseconds. The time in which it does
    /// something else is not the client's.
    var remainingWait: UInt64
    /// Bytes that have arrived since ``remainingWait`` was full.
    var progress = 0
}

/// What a descriptor is ready for, or is watched for.
struct Readiness: OptionSet, Sendable {
    let rawValue: UInt8

    static let reading = Readiness(rawValue: 1)
    static let writing = Readiness(rawValue: 2)
}

/// Acts on the readiness of one descriptor. Called on the thread of the descriptor's ``EventLoop``.
protocol ReadinessHandler: AnyObject, Sendable {
    /// Called as long as the descriptor is ready for what it is watched for. Errors are found by reading or writing.
    func becomeReady(_ readiness: Readiness)

    /// Called once, after the last report; only then may the descriptor be closed.
    func confirmCancellation()
}

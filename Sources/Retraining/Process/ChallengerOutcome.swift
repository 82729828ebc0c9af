/// How the process that trains a challenger ended.
package enum ChallengerOutcome: Equatable, Sendable {
    case finished(ChallengeReport)
    /// By a signal: its number.
    case crashed(signal: Int32, lastLine: String)
    /// By itself, without a report.
    case failed(exitCode: Int32, lastLine: String)
    /// It was ended at its deadline.
    case timedOut
    /// It was ended because this process was asked to end.
    case interrupted
    case spawnFailed(reason: String)

    /// What happened, in words; `nil` where a report says it.
    package var failure: String? {
        switch self {
        case .finished: nil
        case .crashed(signal: 9, let lastLine):
            "training was killed (signal 9), as happens when memory runs out\(Self.quoted(lastLine))"
        case .crashed(let signal, let lastLine):
            "training crashed (signal \(signal))\(Self.quoted(lastLine))"
        case .failed(exitCode: 0, let lastLine):
            "training ended without a report\(Self.quoted(lastLine))"
        case .failed(let exitCode, let lastLine):
            "training failed (exit code \(exitCode))\(Self.quoted(lastLine))"
        case .timedOut: "training took longer than its deadline and was ended"
        case .interrupted: "training was ended because the service stops"
        case .spawnFailed(let reason): "training could not be started: \(reason)"
        }
    }

    private static func quoted(_ line: String) -> String {
        line.isEmpty ? "" : "; its last words: \(line)"
    }
}

import AdvertiserDomain
import ArgumentParser
import Foundation

/// What to say and which code to exit with when a command ends by an error.
struct FailureReport {
    let exitCode: Int32
    private let text: String
    private let goesToStandardOutput: Bool

    init(_ error: any Error) {
        if let error = error as? any OperatorError {
            exitCode = error.isUsageFault ? 2 : 1
            text = "adcast: error: \(error.description)"
            goesToStandardOutput = false
            return
        }
        let code = AdcastCommand.exitCode(for: error)
        let message = AdcastCommand.fullMessage(for: error)
        if code == .success {
            exitCode = 0
            text = message
            goesToStandardOutput = true
        } else if code == .validationFailure {
            exitCode = 2
            text = message
            goesToStandardOutput = false
        } else {
            exitCode = 1
            text = error is ExitCode ? "" : "adcast: error: \(error)"
            goesToStandardOutput = false
        }
    }

    /// - Throws: ``OutputError`` where help was asked for and cannot be written.
    func write() throws(OutputError) {
        guard !text.isEmpty else { return }
        if goesToStandardOutput { try Terminal.writeResult(text) } else { Terminal.writeNote(text) }
    }
}

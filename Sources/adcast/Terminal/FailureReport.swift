import AdvertiserDomain
import ArgumentParser
import Foundation

/// What to say and which code to exit with when a command ends by an error.
struct FailureReport {
    let exitCode: Int32
    private let text: String
    private let goesToStandardOutput: Bool

    /// - parameter arguments: Of the command line, to say which command was meant.
    init(_ error: any Error, arguments: [String] = []) {
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
            if let misspelt = MisspeltCommand.first(in: arguments) {
                let usage = message.drop { $0 != "\n" }
                text = "Error: There is no command '\(misspelt.name)'; did you mean '\(misspelt.nearest)'?\(usage)"
            } else {
                text = message
            }
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

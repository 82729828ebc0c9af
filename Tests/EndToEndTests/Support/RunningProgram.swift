import Foundation

/// A program that a test started. It is killed when nobody refers to it any more, so that a failed test leaves none.
final class RunningProgram {
    enum Failure: Error {
        case hangs(arguments: [String], standardError: String)
        case saysNothing(of: String, standardError: String)
    }

    /// Far beyond what any command of these tests takes on a busy machine.
    private static let deadlineSeconds: TimeInterval = 600

    private let process = Process()
    private let ended = DispatchSemaphore(value: 0)
    private let output: CollectedOutput
    private let errorOutput: CollectedOutput

    init(_ executable: String, _ arguments: [String], standardInput: FileHandle? = nil) throws {
        let outputPipe = Pipe()
        let errorPipe = Pipe()
        process.executableURL = URL(filePath: executable)
        process.arguments = arguments
        process.standardInput = standardInput ?? FileHandle.nullDevice
        process.standardOutput = outputPipe
        process.standardError = errorPipe
        process.terminationHandler = { [ended] _ in ended.signal() }
        try process.run()
        output = CollectedOutput(reading: outputPipe.fileHandleForReading)
        errorOutput = CollectedOutput(reading: errorPipe.fileHandleForReading)
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    var isRunning: Bool { process.isRunning }

    var processIdentifier: Int32 { process.processIdentifier }

    func send(_ signal: Int32) {
        kill(process.processIdentifier, signal)
    }

    /// Waits for a line on standard error.
    func errorLine(containing text: String) throws -> String {
        let deadline = Date(timeIntervalSinceNow: Self.deadlineSeconds)
        guard let line = errorOutput.line(containing: text, until: deadline) else {
            throw Failure.saysNothing(of: text, standardError: errorOutput.text(until: Date()) ?? "")
        }
        return line
    }

    /// Waits for its end.
    func outcome() throws -> ProgramOutcome {
        let deadline = Date(timeIntervalSinceNow: Self.deadlineSeconds)
        guard ended.wait(timeout: .now() + Self.deadlineSeconds) == .success,
            let text = output.text(until: deadline), let errorText = errorOutput.text(until: deadline)
        else {
            send(SIGKILL)
            throw Failure.hangs(
                arguments: process.arguments ?? [],
                standardError: errorOutput.text(until: Date(timeIntervalSinceNow: 5)) ?? "")
        }
        // Another outcome may be asked for.
        ended.signal()
        let status = process.terminationStatus
        return ProgramOutcome(
            ending: process.terminationReason == .exit ? .exit(status) : .signal(status), standardOutput: text,
            standardError: errorText)
    }
}

import AdvertiserDomain
import Foundation
import Subprocess
import Synchronization
import SystemPackage

/// Challenges in child processes of this one, which die with it.
///
/// The kernel ends such a child with the thread that started it. Subprocess starts all of them from one thread, which
/// stays as long as the process.
package struct ChallengerProcess: ChallengerSpawner {
    /// More than a report of thousands of scenarios takes.
    private static let outputLimit = 64 << 20
    private static let lineLimit = 4096
    /// A child is neither a service nor watched over as one.
    private static let serviceVariables: [Environment.Key] = [
        "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES",
    ]

    private let executable: String
    private let arguments: [String]
    private let clock: any Clock<Duration>

    /// - Parameters:
    ///   - executable: what to run; this program by default, also when its file was replaced since.
    ///   - arguments: its arguments; `--until DAY --parent PROCESS` is appended.
    package init(
        executable: String = "/proc/self/exe", arguments: [String], clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.executable = executable
        self.arguments = arguments
        self.clock = clock
    }

    package func challenge(
        until: Day, deadline: Duration, progress: @escaping @Sendable (String) -> Void
    ) async -> ChallengerOutcome {
        let untilDeadline = clock.wait(of: deadline)
        return await withTaskGroup(of: ChallengerOutcome?.self) { group in
            group.addTask { await self.outcome(until: until, progress: progress) }
            group.addTask {
                do {
                    try await untilDeadline()
                    return .timedOut
                } catch {
                    return nil
                }
            }
            var outcome: ChallengerOutcome?
            for await first in group {
                guard let first else { continue }
                outcome = outcome ?? first
                // Ends the child at its deadline, or the wait for that.
                group.cancelAll()
            }
            return outcome ?? .interrupted
        }
    }

    /// Starts the child and waits for its end.
    private func outcome(until: Day, progress: @escaping @Sendable (String) -> Void) async -> ChallengerOutcome {
        let words = Words()
        var options = PlatformOptions()
        // Ctrl-C in a terminal is for this process, which ends the child.
        options.processGroupID = 0
        let added = ["--until", until.isoText, "--parent", "\(getpid())"]
        let removed = Dictionary(uniqueKeysWithValues: Self.serviceVariables.map { ($0, String?.none) })
        do {
            let result = try await run(
                .path(FilePath(executable)),
                arguments: Arguments(executablePathOverride: "adcast", remainingValues: arguments + added),
                environment: .inherit.updating(removed), platformOptions: options, input: .none,
                output: .bytes(limit: Self.outputLimit), error: .sequence
            ) { execution in
                var line: [UInt8] = []
                for try await buffer in execution.standardError {
                    for byte in buffer.withUnsafeBytes({ Array($0) }) {
                        if byte == UInt8(ascii: "\n") {
                            words.tell(line, progress)
                            line = []
                        } else if line.count < Self.lineLimit {
                            line.append(byte)
                        }
                    }
                }
                words.tell(line, progress)
            }
            return outcome(of: result.terminationStatus, output: result.standardOutput, lastLine: words.last)
        } catch {
            if Task.isCancelled { return .interrupted }
            return .spawnFailed(reason: "\(error)")
        }
    }

    private func outcome(
        of status: TerminationStatus, output: [UInt8], lastLine: String
    ) -> ChallengerOutcome {
        switch status {
        case .signaled(let signal):
            return Task.isCancelled ? .interrupted : .crashed(signal: signal, lastLine: lastLine)
        case .exited(0):
            let lines = output.split(separator: UInt8(ascii: "\n"))
            guard let report = lines.last.flatMap({ ChallengeReport(jsonLine: $0) }) else {
                return .failed(exitCode: 0, lastLine: lastLine)
            }
            return .finished(report)
        case .exited(let code):
            return .failed(exitCode: code, lastLine: lastLine)
        }
    }

    /// What the child tells.
    private final class Words: Sendable {
        private let lastLine = Mutex("")

        var last: String { lastLine.withLock { $0 } }

        func tell(_ line: [UInt8], _ progress: (String) -> Void) {
            let text = String(decoding: line, as: UTF8.self)
            guard !text.isEmpty else { return }
            lastLine.withLock { $0 = text }
            progress(text)
        }
    }
}

extension Clock where Duration == Swift.Duration {
    /// A wait that ends when `duration` has gone by from now on, not from when somebody comes to wait.
    fileprivate func wait(of duration: Duration) -> @Sendable () async throws -> Void {
        let end = now.advanced(by: duration)
        return { try await sleep(until: end, tolerance: nil) }
    }
}

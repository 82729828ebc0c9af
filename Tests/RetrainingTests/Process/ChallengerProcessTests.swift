import AdvertiserDomain
import Foundation
import Synchronization
import Testing

@testable import Retraining

/// Shell scripts stand for the child.
struct ChallengerProcessTests {
    private static let day = Day(number: 18_101)

    private func outcome(
        of script: String, deadline: Duration = .seconds(60), clock: any Clock<Duration> = ContinuousClock(),
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) async -> ChallengerOutcome {
        await ChallengerProcess(executable: "/bin/sh", arguments: ["-c", script, "sh"], clock: clock).challenge(
            until: Self.day, deadline: deadline, progress: progress)
    }

    @Test func aReportIsTheLastLineOfTheOutput() async throws {
        let line = try ChallengeReport.example().jsonLine()
        let lines = Mutex<[String]>([])
        let outcome = await outcome(of: "echo one >&2; echo two >&2; printf three >&2; echo table; echo '\(line)'") {
            line in lines.withLock { $0.append(line) }
        }
        #expect(outcome == .finished(.example()))
        #expect(lines.withLock { $0 } == ["one", "two", "three"])
    }

    @Test func itIsToldTheDayAndItsParent() async {
        let outcome = await outcome(of: #"echo "$@" >&2; exit 3"#)
        #expect(outcome == .failed(exitCode: 3, lastLine: "--until 2019-07-24 --parent \(getpid())"))
    }

    @Test func ctrlCInATerminalIsNotForIt() async {
        // A terminal sends its signals to a group of processes, and the child leads a group of its own.
        let outcome = await outcome(of: #"read -r pid name state parent group rest < /proc/$$/stat; [ $group = $$ ]"#)
        #expect(outcome == .failed(exitCode: 0, lastLine: ""))
    }

    @Test func theVariablesOfAServiceAreNotForIt() async {
        setenv("NOTIFY_SOCKET", "/run/none", 1)
        defer { unsetenv("NOTIFY_SOCKET") }
        let outcome = await outcome(of: #"echo "[$NOTIFY_SOCKET]" >&2; [ -n "$PATH" ]"#)
        #expect(outcome == .failed(exitCode: 0, lastLine: "[]"))
    }

    @Test(arguments: [SIGKILL, SIGSEGV, SIGTERM])
    func aCrashIsToldWithItsSignal(signal: Int32) async {
        let outcome = await outcome(of: "echo working >&2; kill -\(signal) $$; read forever")
        #expect(outcome == .crashed(signal: signal, lastLine: "working"))
        #expect(outcome.failure?.contains("signal \(signal)") == true)
        #expect(outcome.failure?.hasSuffix("its last words: working") == true)
    }

    @Test(arguments: ["", "echo '{}'", "echo '{\"challenger\":1}'", "printf 'x\\n\\377\\n'"])
    func anEndWithoutAReportIsAFailure(script: String) async {
        #expect(await outcome(of: script) == .failed(exitCode: 0, lastLine: ""))
    }

    @Test func whatCannotBeStartedIsTold() async {
        let missing = ChallengerProcess(executable: "/nowhere/adcast", arguments: [])
        let outcome = await missing.challenge(until: Self.day, deadline: .seconds(60)) { _ in }
        guard case .spawnFailed(let reason) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(reason.contains("/nowhere/adcast"))
    }

    @Test func aChildThatHangsIsEndedAtItsDeadline() async {
        let clock = ManualClock()
        // The child says that it is there, and its deadline comes.
        let outcome = await outcome(of: "echo $$ >&2; exec sleep 600", deadline: .seconds(3_600), clock: clock) {
            line in
            if let pid = pid_t(line) {
                #expect(kill(pid, 0) == 0)
                clock.advance(by: .seconds(3_600))
            }
        }
        #expect(outcome == .timedOut)
    }

    @Test func aChildThatClosedItsOutputsAndHangsIsEndedToo() async {
        let outcome = await outcome(of: "exec >&- 2>&-; exec sleep 600", deadline: .milliseconds(200))
        #expect(outcome == .timedOut)
    }

    @Test func aCancelledTaskEndsTheChild() async {
        let (pids, pid) = AsyncStream.makeStream(of: pid_t.self)
        let running = _Concurrency.Task {
            await outcome(of: "echo $$ >&2; exec sleep 600") { line in
                if let number = pid_t(line) { pid.yield(number) }
            }
        }
        var child: pid_t?
        for await number in pids {
            child = number
            break
        }
        running.cancel()
        #expect(await running.value == .interrupted)
        // It was waited for as well, so that no zombie is left.
        #expect(child.map { kill($0, 0) } == -1)
    }

    @Test func aFloodOfWordsIsNeitherKeptNorInTheWay() async {
        let outcome = await outcome(
            of: "head -c 3000000 /dev/zero | tr '\\0' x >&2; echo >&2; echo last >&2; exit 4")
        #expect(outcome == .failed(exitCode: 4, lastLine: "last"))
    }
}

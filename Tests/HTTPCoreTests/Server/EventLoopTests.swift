import Dispatch
import Glibc
import Synchronization
import Testing

@testable import HTTPCore

@Suite struct EventLoopTests {
    /// Counts what it is told of a pipe's end.
    private final class Listener: ReadinessHandler {
        let reports = DispatchSemaphore(value: 0)
        let confirmation = DispatchSemaphore(value: 0)
        let count = Atomic(0)

        func becomeReady(_ readiness: Readiness) {
            count.add(1, ordering: .relaxed)
            if readiness.contains(.reading) { reports.signal() }
        }

        func confirmCancellation() { confirmation.signal() }
    }

    /// Both ends of a pipe.
    private func pipeEnds() throws -> (reading: CInt, writing: CInt) {
        var ends: [CInt] = [0, 0]
        try #require(pipe(&ends) == 0)
        return (ends[0], ends[1])
    }

    private func loop() throws -> EventLoop {
        let loop = try EventLoop(name: "test-loop", clock: .system)
        loop.start()
        return loop
    }

    @Test func reportsWhatIsWatchedForUntilItIsCancelled() throws {
        let loop = try loop()
        let ends = try pipeEnds()
        let listener = Listener()
        var source = ReadinessSource(ends.reading, on: loop, handler: listener)
        #expect(write(ends.writing, "a", 1) == 1)
        // Nothing is watched for yet: the jobs run, and no report comes before them.
        let isIdle = DispatchSemaphore(value: 0)
        loop.run { isIdle.signal() }
        try #require(isIdle.wait(timeout: .now() + 20) == .success)
        #expect(listener.count.load(ordering: .relaxed) == 0)

        source.watch(for: .reading)
        try #require(listener.reports.wait(timeout: .now() + 20) == .success)
        source.cancel()
        try #require(listener.confirmation.wait(timeout: .now() + 20) == .success)
        let reports = listener.count.load(ordering: .relaxed)
        #expect(write(ends.writing, "b", 1) == 1)
        loop.run { isIdle.signal() }
        try #require(isIdle.wait(timeout: .now() + 20) == .success)
        #expect(listener.count.load(ordering: .relaxed) == reports)
        close(ends.reading)
        close(ends.writing)
        loop.stop()
    }

    @Test func timersRunInTheirOrder() throws {
        let loop = try loop()
        let order = Mutex<[Int]>([])
        let done = DispatchSemaphore(value: 0)
        let now = ServerClock.system.monotonicNanoseconds()
        loop.run(at: now + 20_000_000) {
            order.withLock { $0.append(2) }
            done.signal()
        }
        loop.run(at: now + 1_000_000) { order.withLock { $0.append(1) } }
        try #require(done.wait(timeout: .now() + 20) == .success)
        #expect(order.withLock { $0 } == [1, 2])
        loop.stop()
    }

    @Test func aTokenIsNotUsedTwice() {
        var table = HandlerTable()
        let first = Listener()
        let second = Listener()
        let token = table.insert(first)
        #expect(table.remove(token) === first)
        let next = table.insert(second)
        #expect(token != next)
        #expect(table[token] == nil)
        #expect(table[next] === second)
        #expect(table.remove(token) == nil)
        #expect(!table.isEmpty)
        #expect(table.remove(next) === second)
        #expect(table.isEmpty)
    }
}

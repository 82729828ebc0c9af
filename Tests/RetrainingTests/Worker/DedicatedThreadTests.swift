import Foundation
import Testing

@testable import Retraining

struct DedicatedThreadTests {
    /// Which thread this is, and what it is called.
    private static func thread() -> [String] { ["\(pthread_self())", Thread.current.name ?? ""] }

    @Test func tasksStayOnItAcrossSuspensions() async {
        let thread = DedicatedThread(name: "adcast.test")
        let threads = await withTaskExecutorPreference(thread) {
            var threads = [Self.thread()]
            for _ in 0..<10 {
                await _Concurrency.Task.yield()
                threads.append(Self.thread())
            }
            await withTaskGroup(of: [String].self) { group in
                for _ in 0..<10 { group.addTask { Self.thread() } }
                for await thread in group { threads.append(thread) }
            }
            return threads
        }
        #expect(threads.count == 21)
        #expect(Set(threads).count == 1)
        #expect(threads[0][1] == "adcast.test")
    }

    @Test func itGoesWithoutItsThreadKeepingIt() async {
        weak var gone: DedicatedThread?
        do {
            let thread = DedicatedThread(name: "adcast.test")
            gone = thread
            await withTaskExecutorPreference(thread) { await _Concurrency.Task.yield() }
        }
        #expect(gone == nil)
    }
}

import Dispatch
import Synchronization
import Testing

@testable import HTTPCore

@Suite struct WorkerPoolTests {
    @Test func takesAsManyJobsAsThreadsAndQueueHold() {
        let pool = WorkerPool(threadCount: 2, queuedJobCount: 3)
        pool.start()
        let gate = DispatchSemaphore(value: 0)
        let done = DispatchSemaphore(value: 0)
        let accepted = (0..<7).map { _ in
            pool.submit {
                gate.wait()
                done.signal()
            }
        }
        #expect(accepted == [true, true, true, true, true, false, false])
        for _ in 0..<5 { gate.signal() }
        for _ in 0..<5 { done.wait() }
        pool.stop()
        #expect(!pool.submit {})
    }

    @Test func runsJobsInTheirOrderOnOneThread() {
        let pool = WorkerPool(threadCount: 1, queuedJobCount: 1000)
        let order = Mutex<[Int]>([])
        let done = DispatchSemaphore(value: 0)
        for number in 0..<500 {
            #expect(
                pool.submit {
                    order.withLock { $0.append(number) }
                    done.signal()
                })
        }
        pool.start()
        for _ in 0..<500 { done.wait() }
        pool.stop()
        #expect(order.withLock { $0 } == Array(0..<500))
    }
}

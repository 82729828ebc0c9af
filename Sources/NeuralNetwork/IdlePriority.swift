import Glibc

/// How work at idle priority (SCHED_IDLE) stays out of the way of others.
///
/// The kernel lets an idle thread have its small share now and then although somebody waits, and takes the processor back
/// at its next tick: up to 4 ms later, in which a service answers nothing. A thread that offers the processor more often
/// has had its share after microseconds.
enum IdlePriority {
    /// SCHED_IDLE of sched(7), which the headers show to GNU sources alone.
    private static let policy: Int32 = 5

    static var isOfCallingThread: Bool { sched_getscheduler(0) == policy }

    /// Lets whoever waits for this processor run first.
    static func giveWay() { sched_yield() }
}

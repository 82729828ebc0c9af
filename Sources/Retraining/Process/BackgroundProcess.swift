import AdvertiserDomain
import CLinux
import Foundation

/// Makes this process give way to all others, and end with the one that started it.
package enum BackgroundProcess {
    private static let niceness: Int32 = 10
    /// Ahead of a training, which takes hours.
    private static let nicenessBesideRequests: Int32 = 9
    /// Of 1000: where memory runs out, this process is ended before those that serve.
    private static let memoryScore = 500

    /// Shows the calling thread, and the process where it is the first, by a name of its own in lists of processes.
    ///
    /// - Parameter name: at most 15 bytes.
    package static func nameThread(_ name: String) {
        // Nothing depends on a name that does not take.
        _ = adcast_name_thread(name)
    }

    /// Ends this process when `parent` ends, at once where it has ended already.
    ///
    /// The kernel keeps this with the calling thread, which must live as long as it is to work.
    ///
    /// - Returns: whether the kernel will do so.
    package static func dieWithParent(_ parent: pid_t) -> Bool {
        guard adcast_die_with_parent() == 0 else { return false }
        if getppid() != parent { kill(getpid(), SIGKILL) }
        return true
    }

    /// Lowers the priority of the calling thread, for processor and disk: for work beside requests in one process. It is no
    /// less right where the operating system refuses.
    package static func giveWayOnThisThread() {
        _ = adcast_lower_processor_priority(0, nicenessBesideRequests)
        _ = adcast_lower_disk_priority(0)
    }

    /// Lowers the priority of all threads for processor and disk where it is to be `idle`, and that of the process for
    /// memory in any case. To be called on the thread that starts those that work.
    ///
    /// - Returns: what the operating system refused, in words.
    package static func giveWay(_ priority: TrainingPriority) -> [String] {
        var refused = priority == .idle ? runWhenIdle() : []
        do {
            try Data("\(memoryScore)".utf8).write(to: URL(filePath: "/proc/self/oom_score_adj"))
        } catch {
            refused.insert("memory score")
        }
        return refused.sorted()
    }

    private static func runWhenIdle() -> Set<String> {
        var refused: Set<String> = []
        for thread in threads() {
            // Niceness orders idle threads among themselves, and is what there is where a kernel refuses the other.
            let isNicer = adcast_lower_processor_priority(thread, niceness) == 0
            let isIdle = adcast_run_when_idle(thread) == 0
            if !isNicer || !isIdle { refused.insert("processor priority") }
            if adcast_lower_disk_priority(thread) != 0 { refused.insert("disk priority") }
        }
        if adcast_forgo_raising_priorities() != 0 { refused.insert("ceiling of priorities") }
        return refused
    }

    /// The threads there are; those that they start take after them.
    private static func threads() -> [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
        return names.compactMap { pid_t($0) }.sorted()
    }
}

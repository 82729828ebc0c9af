import Foundation

/// What the kernel tells of a process.
enum ProcessStatus {
    /// Bytes in memory; `nil` for a process that has gone.
    static func residentBytes(of process: Int32) -> Int? {
        kilobytes("VmRSS", of: process).map { $0 * 1_024 }
    }

    /// The most bytes in memory since ``forgetPeak(of:)``; `nil` for a process that has gone.
    static func peakResidentBytes(of process: Int32) -> Int? {
        kilobytes("VmHWM", of: process).map { $0 * 1_024 }
    }

    /// Counts the peak from now on.
    static func forgetPeak(of process: Int32) throws {
        try Data("5".utf8).write(to: URL(filePath: "/proc/\(process)/clear_refs"))
    }

    static func descriptorCount(of process: Int32) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count
    }

    /// The processes that one has started and that have not ended, ascending.
    static func children(of process: Int32) throws -> [Int32] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }
            .filter { field("PPid", of: $0) == "\(process)" && field("State", of: $0)?.first != "Z" }
            .sorted()
    }

    /// The scheduling policies of its threads, as sched(7) numbers them: 0 where a thread is like any other, 5 where it runs
    /// when nobody else wants a processor.
    static func schedulingPolicies(of process: Int32) throws -> Set<Int> {
        let threads = "/proc/\(process)/task"
        return Set(
            try FileManager.default.contentsOfDirectory(atPath: threads).compactMap { thread in
                // The name, in parentheses, may hold spaces; the state after it is field 3, the policy field 41.
                let fields = try? String(contentsOfFile: "\(threads)/\(thread)/stat", encoding: .utf8)
                    .split(separator: ")").last?.split(separator: " ")
                return fields.flatMap { $0.count > 38 ? Int($0[38]) : nil }
            })
    }

    static func isRunning(_ process: Int32) -> Bool {
        field("State", of: process).map { $0.first != "Z" } ?? false
    }

    private static func kilobytes(_ name: String, of process: Int32) -> Int? {
        field(name, of: process).flatMap { Int($0.split(separator: " ").first ?? "") }
    }

    private static func field(_ name: String, of process: Int32) -> String? {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8) else { return nil }
        return text.split(separator: "\n").first { $0.hasPrefix(name + ":") }
            .map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) }
    }
}

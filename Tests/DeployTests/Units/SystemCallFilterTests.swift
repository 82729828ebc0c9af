import Foundation
import Testing

/// Holds the units to the system calls that the program makes of those that they take away as a set.
struct SystemCallFilterTests {
    /// Members of `@resources` and `@privileged`, as `systemd-analyze syscall-filter` lists them, that a process may turn
    /// to for its priorities, limits and rights.
    private static let taken: Set<String> = [
        "acct", "bpf", "capset", "chroot", "ioprio_set", "mbind", "migrate_pages", "move_pages", "nice",
        "pivot_root", "sched_setaffinity", "sched_setattr", "sched_setparam", "sched_setscheduler", "set_mempolicy",
        "setfsuid", "setgroups", "setpriority", "setresuid", "setreuid", "setrlimit", "setuid",
    ]
    private static let needed: Set<String> = ["capset", "ioprio_set", "sched_setscheduler", "setpriority"]

    private func text(of path: String) throws -> String {
        try String(contentsOfFile: "\(ServedWorld.repository)/\(path)", encoding: .utf8)
    }

    @Test func theProgramMakesNoOthers() throws {
        let code = try text(of: "Sources/CLinux/shim.h").split(separator: "\n").filter { !$0.hasPrefix("///") }
        let words = code.flatMap { line in line.split { !$0.isLetter && !$0.isNumber && $0 != "_" } }
        let calls = words.map { word in word.hasPrefix("SYS_") ? String(word.dropFirst(4)) : String(word) }
        #expect(Set(calls).intersection(Self.taken) == Self.needed)
    }

    @Test(arguments: ["adcast.service", "adcast-retrain.service"])
    func aUnitLetsThemThroughAgainAndNoOthers(unit: String) throws {
        let key = "SystemCallFilter="
        let filters = try text(of: "deploy/\(unit)").split(separator: "\n").filter { $0.hasPrefix(key) }
            .map { $0.dropFirst(key.count).split(separator: " ").map(String.init) }
        try #require(filters.count == 3)
        #expect(filters[0] == ["@system-service"])
        #expect(filters[1] == ["~@privileged", "@resources"])
        #expect(Set(filters[2]) == Self.needed)
    }

    @Test func theGuideNamesThem() throws {
        let guide = try text(of: "docs/install.md")
        for call in Self.needed { #expect(guide.contains("`\(call)`"), "docs/install.md does not name \(call)") }
    }
}

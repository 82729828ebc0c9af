import Foundation

/// The built program, run as its users run it.
enum AdcastBinary {
    /// `ADCAST_BINARY` where it is set, else `adcast` beside the test runner, where the build puts it.
    static func path() throws -> String {
        if let path = ProcessInfo.processInfo.environment["ADCAST_BINARY"] { return path }
        let runner = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(filePath: runner).deletingLastPathComponent().appending(path: "adcast").path
    }

    /// Starts it.
    static func start(_ arguments: [String], standardInput: FileHandle? = nil) throws -> RunningProgram {
        try RunningProgram(try path(), arguments, standardInput: standardInput)
    }

    /// Runs it to its end.
    static func run(_ arguments: [String], standardInput: FileHandle? = nil) throws -> ProgramOutcome {
        try start(arguments, standardInput: standardInput).outcome()
    }

    /// Runs `script` by the shell, in which `"$@"` is the program with `arguments`.
    static func run(shell script: String, _ arguments: [String]) throws -> ProgramOutcome {
        try RunningProgram("/bin/sh", ["-c", script, "sh", try path()] + arguments).outcome()
    }

    /// Runs it so that permissions of files bind it, which they do not bind a privileged account.
    static func runWithoutPrivilege(_ arguments: [String]) throws -> ProgramOutcome {
        guard geteuid() == 0 else { return try run(arguments) }
        // Dropping the capabilities, and not the account, keeps the program itself readable wherever it was built.
        let dropped = "-dac_override,-dac_read_search,-fowner"
        let launcher = ["setpriv", "--inh-caps=\(dropped)", "--bounding-set=\(dropped)", try path()]
        return try RunningProgram("/usr/bin/env", launcher + arguments).outcome()
    }
}

import Foundation

/// Standard output for results, standard error for everything else.
enum Terminal {
    /// Whether a person may be watching standard error.
    static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

    /// Writes a line of results. A reader that has gone ends the process as SIGPIPE does, without a word.
    static func writeResult(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    /// Writes a line for people.
    static func writeNote(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    static func writeError(_ message: String) {
        writeNote("adcast: error: \(message)")
    }
}

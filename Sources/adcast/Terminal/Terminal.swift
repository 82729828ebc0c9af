import Foundation

/// Standard output for results, standard error for everything else.
enum Terminal {
    /// Whether a person may be watching standard error.
    static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

    /// Writes a line of results. A reader that has gone ends the process as SIGPIPE does, without a word.
    ///
    /// - Throws: ``OutputError`` where standard output is closed or takes no more.
    static func writeResult(_ line: String) throws(OutputError) {
        try OutputDescriptor.standardOutput.write(Array((line + "\n").utf8))
    }

    /// Writes a line for people.
    static func writeNote(_ line: String) {
        draw(line + "\n")
    }

    /// Writes text for people as it is. Where it cannot be written, the work goes on without it.
    static func draw(_ text: String) {
        try? OutputDescriptor.standardError.write(Array(text.utf8))
    }

    static func writeError(_ message: String) {
        writeNote("adcast: error: \(message)")
    }
}

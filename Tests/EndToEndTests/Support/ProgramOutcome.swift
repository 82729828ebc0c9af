/// What a program left behind when it ended.
struct ProgramOutcome {
    enum Ending: Equatable {
        case exit(Int32)
        /// Ended by a signal, as a crash does.
        case signal(Int32)
    }

    let ending: Ending
    let standardOutput: String
    let standardError: String

    var outputLines: [String] { Self.lines(standardOutput) }
    var errorLines: [String] { Self.lines(standardError) }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map(String.init)
    }
}

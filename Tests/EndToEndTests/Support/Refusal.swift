import Testing

/// Expects that a command refused: with the exit code, without results, and with one line that names the place and, after
/// a semicolon, the remedy.
///
/// - Parameter stages: how training's progress lines begin, which may come before the error.
func expectRefusal(
    _ outcome: ProgramOutcome, exitCode: Int32, naming words: [String],
    stages: [String] = ["reading ", "first fit: ", "refit: ", "epoch "],
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(outcome.ending == .exit(exitCode), "\(outcome.standardError)", sourceLocation: sourceLocation)
    #expect(outcome.standardOutput.isEmpty, sourceLocation: sourceLocation)
    let lines = outcome.errorLines.filter { line in !stages.contains { line.hasPrefix($0) } }
    #expect(lines.count == 1, "\(outcome.standardError)", sourceLocation: sourceLocation)
    let line = lines.first ?? ""
    #expect(line.hasPrefix("adcast: error: "), sourceLocation: sourceLocation)
    #expect(line.contains("; "), "no remedy: \(line)", sourceLocation: sourceLocation)
    for word in words {
        #expect(line.contains(word), "'\(word)' is not in: \(line)", sourceLocation: sourceLocation)
    }
}

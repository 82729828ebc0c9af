import Training

/// How far a study has come: a line that is redrawn on a terminal, and elsewhere a line for each run.
struct StudyBar {
    private static let width = 24

    let isShown: Bool

    func show(_ progress: StudyProgress) {
        let left = progress.secondsLeft.map { "\(FittingBar.clock($0)) left" } ?? ""
        if let seconds = progress.seconds {
            clear()
            Terminal.writeNote(
                "run \(progress.run)/\(progress.runs): \(progress.title), \(fixed(seconds, 1)) s, \(left)")
        } else if isShown, let fitting = progress.fitting {
            let done =
                (Double(fitting.epoch) + Double(fitting.samplesDone) / Double(max(1, fitting.samples)))
                / Double(max(1, fitting.epochs))
            let filled = Int((min(1, done) * Double(Self.width)).rounded(.down))
            let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
            Terminal.draw(
                "\r\u{1B}[2Krun \(progress.run)/\(progress.runs) \(bar) \(progress.title)  "
                    + "\(Int(fitting.samplesPerSecond)) samples/s  \(left)")
        }
    }

    /// Removes the line, so that other text can take its place.
    func clear() {
        guard isShown else { return }
        Terminal.draw("\r\u{1B}[2K")
    }
}

import Training

/// How far a study has come: a line that is redrawn on a terminal, and elsewhere a line for each run.
struct StudyBar {
    let line: ProgressLine

    func show(_ progress: StudyProgress) {
        let left = progress.secondsLeft.map { "\(FittingBar.clock($0)) left" } ?? ""
        if let seconds = progress.seconds {
            line.clear()
            Terminal.writeNote(
                "run \(progress.run)/\(progress.runs): \(progress.title), \(seconds.fixed(1)) s, \(left)")
        } else if let fitting = progress.fitting {
            let done =
                (Double(fitting.epoch) + Double(fitting.samplesDone) / Double(max(1, fitting.samples)))
                / Double(max(1, fitting.epochs))
            line.draw(
                "run \(progress.run)/\(progress.runs) \(ProgressLine.bar(done)) \(progress.title)  "
                    + "\(Int(fitting.samplesPerSecond)) samples/s  \(left)")
        }
    }
}

import Training

/// A line that shows how far a fit has come; drawn on a terminal only.
struct FittingBar {
    let line: ProgressLine

    func draw(_ fit: TrainingFit, _ progress: FittingProgress) {
        let bar = ProgressLine.bar(Double(progress.samplesDone) / Double(max(1, progress.samples)))
        line.draw(
            "\(fit.rawValue) \(progress.epoch + 1)/\(progress.epochs) \(bar) loss \(progress.loss.fixed(4))  "
                + "\(Int(progress.samplesPerSecond)) samples/s  \(Self.clock(progress.secondsLeft)) left")
    }

    /// Such as `2:05`.
    static func clock(_ seconds: Double) -> String {
        let whole = Int(min(max(seconds, 0), 359_999).rounded())
        let minutes = whole / 60
        let rest = whole % 60
        return "\(minutes):\(rest < 10 ? "0" : "")\(rest)"
    }
}

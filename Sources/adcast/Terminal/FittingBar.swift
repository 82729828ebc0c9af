import Foundation
import Training

/// A line that shows how far a fit has come; drawn on a terminal only.
struct FittingBar {
    private static let width = 24

    let isShown: Bool

    func draw(_ fit: TrainingFit, _ progress: FittingProgress) {
        guard isShown else { return }
        let done = Double(progress.samplesDone) / Double(max(1, progress.samples))
        let filled = Int((done * Double(Self.width)).rounded(.down))
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
        let line =
            "\(fit.rawValue) \(progress.epoch + 1)/\(progress.epochs) \(bar) loss \(fixed(progress.loss, 4))  "
            + "\(Int(progress.samplesPerSecond)) samples/s  \(Self.clock(progress.secondsLeft)) left"
        Terminal.draw("\r\u{1B}[2K\(line)")
    }

    /// Removes the line, so that other text can take its place.
    func clear() {
        guard isShown else { return }
        Terminal.draw("\r\u{1B}[2K")
    }

    /// Such as `2:05`.
    static func clock(_ seconds: Double) -> String {
        let whole = Int(min(max(seconds, 0), 359_999).rounded())
        let minutes = whole / 60
        let rest = whole % 60
        return "\(minutes):\(rest < 10 ? "0" : "")\(rest)"
    }
}

/// A number with `digits` decimals.
func fixed(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", value)
}

/// A line of text on standard error that each call replaces; shown on a terminal only.
struct ProgressLine {
    private static let width = 24

    let isShown: Bool

    func draw(_ text: String) {
        guard isShown else { return }
        Terminal.draw("\r\u{1B}[2K\(text)")
    }

    /// Removes the line, so that other text can take its place.
    func clear() {
        draw("")
    }

    /// A bar that is filled by `share` of its width.
    static func bar(_ share: Double) -> String {
        let filled = Int((min(max(share, 0), 1) * Double(width)).rounded(.down))
        return String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    }
}

/// A line of text on standard error that each call replaces; shown on a terminal only.
struct ProgressLine {
    let isShown: Bool

    func draw(_ text: String) {
        guard isShown else { return }
        Terminal.draw("\r\u{1B}[2K\(text)")
    }

    func clear() {
        guard isShown else { return }
        Terminal.draw("\r\u{1B}[2K")
    }
}

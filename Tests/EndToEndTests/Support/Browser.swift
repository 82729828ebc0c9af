import Foundation

/// Chromium without a screen: it loads an address, runs the page's scripts until nothing is under way, and hands over what
/// they made.
struct Browser {
    enum Failure: Error {
        case ended(ProgramOutcome.Ending, standardError: String)
    }

    /// Where Debian's package puts it.
    private static let executable = "/usr/bin/chromium"

    private let profile: TemporaryDirectory

    init() throws {
        profile = try TemporaryDirectory()
    }

    /// The page at `address`, once its clock has gone on by twenty seconds. The clock stands while the page waits for an answer,
    /// so that a busy machine changes nothing.
    func page(at address: String) throws -> RenderedPage {
        var arguments = [
            "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--user-data-dir=\(profile.path)",
            "--enable-logging=stderr",
            "--virtual-time-budget=20000", "--dump-dom",
        ]
        // It does not start for the superuser otherwise.
        if geteuid() == 0 { arguments.append("--no-sandbox") }
        let outcome = try RunningProgram(Self.executable, arguments + [address]).outcome()
        guard outcome.ending == .exit(0) else {
            throw Failure.ended(outcome.ending, standardError: outcome.standardError)
        }
        return RenderedPage(html: outcome.standardOutput, log: outcome.errorLines)
    }
}

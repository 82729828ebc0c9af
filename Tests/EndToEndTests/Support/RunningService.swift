import Foundation
import Testing

/// `adcast serve` on a port that the system chose.
struct RunningService {
    let program: RunningProgram
    let port: Int

    /// Returns when it answers.
    init(_ place: Workplace) throws {
        program = try AdcastBinary.start(place.line("serve", ["--port", "0"]))
        let line = try program.errorLine(containing: "answers on http://127.0.0.1:")
        port = try #require(line.split(separator: ":").last.flatMap { Int($0) })
    }

    func connect(receiveBufferBytes: Int32? = nil) throws -> ServiceConnection {
        try ServiceConnection(port: port, receiveBufferBytes: receiveBufferBytes)
    }

    /// Asks it to end and waits until it has.
    func stop() throws -> ProgramOutcome {
        program.send(SIGTERM)
        return try program.outcome()
    }
}

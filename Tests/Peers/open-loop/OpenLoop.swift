import ArgumentParser
import Foundation

/// Sends `POST /predict` at random times of a fixed mean rate, whatever the server does, and tells how long answers took.
///
/// A request's time runs from the moment at which it was due, and not from when a connection was free to send it: a server
/// that stalls is charged for every request that would have come in meanwhile.
@main
struct OpenLoop: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "open-loop")

    @Option(help: "The server's port, on 127.0.0.1.")
    var port: UInt16

    @Option(help: "Requests a second.")
    var rate: Double

    @Option(help: "Seconds that are counted.")
    var seconds = 20.0

    @Option(help: "Seconds before them that are not.")
    var warmup = 2.0

    @Option(help: "Connections; requests that find none free wait, and their time counts.")
    var connections = 64

    @Option(help: "Bodies of requests, one a line, taken in turn.")
    var bodies: String

    @Option(help: "Seed of the times at which requests are due.")
    var seed: UInt64 = 1

    mutating func validate() throws {
        guard rate > 0, seconds > 0, warmup >= 0, (1...1000).contains(connections) else {
            throw ValidationError("rate and seconds must be above zero, connections from 1 to 1000")
        }
    }

    func run() throws {
        let lines = try String(contentsOfFile: bodies, encoding: .utf8).split(separator: "\n")
        guard !lines.isEmpty else { throw ValidationError("\(bodies) holds no body") }
        let requests = lines.map { body in
            Array(
                ("POST /predict HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nContent-Type: application/json\r\n"
                    + "Content-Length: \(body.utf8.count)\r\n\r\n" + body).utf8)
        }
        #if os(Linux)
            // By itself the kernel lets a sleep last 50 microseconds longer, which would be charged to the server.
            try "1".write(toFile: "/proc/self/timerslack_ns", atomically: false, encoding: .utf8)
        #endif
        var run = try LoadRun(
            port: port, connections: connections, requests: requests,
            arrivals: Arrivals(rate: rate, seed: seed), warmup: warmup, seconds: seconds)
        print(try run.report().json)
    }
}

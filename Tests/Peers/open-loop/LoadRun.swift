import Foundation

/// One run of requests against a server.
struct LoadRun {
    private var connections: [ClientConnection]
    private let requests: [[UInt8]]
    private var arrivals: Arrivals
    private let warmup: Double
    private let end: Double
    /// The descriptors of all connections.
    private let watched: fd_set
    private let highestDescriptor: CInt

    init(
        port: UInt16, connections count: Int, requests: [[UInt8]], arrivals: Arrivals, warmup: Double, seconds: Double
    ) throws {
        let connections = try (0..<count).map { _ in try ClientConnection(port: port) }
        var watched = fd_set()
        Self.withWords(of: &watched) { words in
            for connection in connections {
                words[Int(connection.descriptor) / Int.bitWidth] |= 1 << (Int(connection.descriptor) % Int.bitWidth)
            }
        }
        self.connections = connections
        self.watched = watched
        highestDescriptor = connections.map(\.descriptor).max() ?? 0
        self.requests = requests
        self.arrivals = arrivals
        self.warmup = warmup
        end = warmup + seconds
    }

    /// Sends all requests that are due before the end, and waits for their answers.
    mutating func report() throws -> LatencyReport {
        var latencies: [Double] = []
        var waiting: [Double] = []
        var firstWaiting = 0
        var idle = Array(connections.indices)
        var sent = 0
        var failures = 0
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let start = Self.now
        while true {
            let now = Self.now - start
            while arrivals.next <= now, arrivals.next < end {
                waiting.append(arrivals.next)
                arrivals.advance()
            }
            while firstWaiting < waiting.count, let connection = idle.popLast() {
                try connections[connection].send(requests[sent % requests.count], due: waiting[firstWaiting])
                firstWaiting += 1
                sent += 1
            }
            if firstWaiting == waiting.count {
                waiting.removeAll(keepingCapacity: true)
                firstWaiting = 0
                if arrivals.next >= end, idle.count == connections.count { break }
            }
            guard now < end + 30 else { throw LoadError.noAnswer(seconds: 30) }
            let ready = readableConnections(
                within: arrivals.next < end ? arrivals.next - (Self.now - start) : 0.1)
            for index in ready {
                guard let due = connections[index].due else { throw LoadError.cutOff }
                let outcome = try connections[index].receive(into: &buffer)
                guard outcome.isComplete else { continue }
                idle.append(index)
                if due >= warmup { latencies.append(Self.now - start - due) }
                if !outcome.isOK { failures += 1 }
            }
        }
        return LatencyReport(latencies: latencies, failures: failures, seconds: end - warmup)
    }

    private static var now: Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }

    /// Sleeps until an answer arrives or a request is due.
    ///
    /// It is `pselect` because `poll` wakes at whole milliseconds only.
    private func readableConnections(within seconds: Double) -> [Int] {
        var readable = watched
        let nanoseconds = max(0, Int(seconds * 1e9))
        var timeout = timespec(tv_sec: nanoseconds / 1_000_000_000, tv_nsec: nanoseconds % 1_000_000_000)
        guard pselect(highestDescriptor + 1, &readable, nil, nil, &timeout, nil) > 0 else { return [] }
        return Self.withWords(of: &readable) { words in
            connections.indices.filter { index in
                let descriptor = Int(connections[index].descriptor)
                return words[descriptor / Int.bitWidth] & (1 << (descriptor % Int.bitWidth)) != 0
            }
        }
    }

    private static func withWords<Result>(
        of descriptors: inout fd_set, _ body: (UnsafeMutableBufferPointer<Int>) -> Result
    ) -> Result {
        withUnsafeMutableBytes(of: &descriptors) { body($0.bindMemory(to: Int.self)) }
    }
}

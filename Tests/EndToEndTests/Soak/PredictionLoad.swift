import Foundation
import Synchronization

/// Clients that ask for predictions without a pause, each on a thread and a connection of its own, until a number of
/// requests is spent. Every answer is checked.
final class PredictionLoad: Sendable {
    struct Tally {
        /// Answers that are right, by the version that they name.
        var answered: [Int: Int] = [:]
        /// Requests without an answer, or with one that is wrong.
        var failed = 0
        /// The first faults, in words.
        var faults: [String] = []
    }

    private let port: Int
    private let advertisers: [String]
    private let answers: VersionAnswers
    private let requestCount: Int
    private let spent = Atomic<Int>(0)
    private let answered = Atomic<Int>(0)
    private let sum = Mutex(Tally())
    private let clients = DispatchGroup()

    init(onPort port: Int, advertisers: [String], answers: VersionAnswers, requestCount: Int) {
        self.port = port
        self.advertisers = advertisers
        self.answers = answers
        self.requestCount = requestCount
    }

    /// Whole once ``waitForEnd()`` has returned.
    var tally: Tally { sum.withLock { $0 } }

    func start(clients count: Int) {
        for client in 0..<count {
            clients.enter()
            Thread.detachNewThread { [self] in
                ask(from: client)
                clients.leave()
            }
        }
    }

    func waitForEnd() {
        clients.wait()
    }

    /// Waits until so many requests have been answered, or all are spent.
    func wait(untilAnswered count: Int) {
        while answered.load(ordering: .relaxed) < count, spent.load(ordering: .relaxed) < requestCount {
            Thread.sleep(forTimeInterval: 0.001)
        }
    }

    private func ask(from client: Int) {
        var own = Tally()
        var connection: ServiceConnection?
        // A version gives the same bytes again and again.
        var known: [[UInt8]: Int] = [:]
        var turn = client
        while spent.add(1, ordering: .relaxed).newValue <= requestCount {
            turn += 1
            do {
                let open = try connection ?? ServiceConnection(port: port)
                connection = open
                let response = try open.request(
                    "POST", "/predict", body: #"{"advertiser":"\#(advertisers[turn % advertisers.count])"}"#)
                let version: Int
                if let seen = known[response.body] {
                    version = seen
                } else {
                    version = try checked(response)
                    known[response.body] = version
                }
                own.answered[version, default: 0] += 1
                answered.add(1, ordering: .relaxed)
            } catch {
                connection = nil
                own.failed += 1
                if own.faults.count < 10 { own.faults.append("\(error)") }
            }
        }
        sum.withLock { sum in
            sum.answered.merge(own.answered, uniquingKeysWith: +)
            sum.failed += own.failed
            sum.faults += own.faults
        }
    }

    private struct WrongAnswer: Error {
        let fault: String
    }

    /// The version that an answer is of.
    private func checked(_ response: ServiceResponse) throws -> Int {
        guard response.status == 200 else { throw WrongAnswer(fault: "status \(response.status): \(response.text)") }
        let answer = try response.decoded(as: Prediction.self)
        if let fault = answers.fault(of: answer) { throw WrongAnswer(fault: fault) }
        return answer.modelVersion
    }
}

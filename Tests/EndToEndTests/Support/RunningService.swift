import Foundation
import Testing

/// `adcast serve` on a port that the system chose.
struct RunningService {
    let program: RunningProgram
    let port: Int
    private let administrationPath: String

    /// Returns when it answers.
    init(_ place: Workplace) throws {
        program = try AdcastBinary.start(place.line("serve", ["--port", "0"]))
        let line = try program.errorLine(containing: "answers on http://127.0.0.1:")
        administrationPath = place.models + "/admin.sock"
        port = try #require(line.split(separator: ":").last.flatMap { Int($0) })
    }

    func connect(receiveBufferBytes: Int32? = nil) throws -> ServiceConnection {
        try ServiceConnection(port: port, receiveBufferBytes: receiveBufferBytes)
    }

    /// Connects as those do who may change something.
    func connectAsAdministrator() throws -> ServiceConnection {
        try ServiceConnection(path: administrationPath)
    }

    /// What the retraining worker is at.
    func retraining() throws -> RetrainState {
        try connect().request("GET", "/retrain").decoded(as: RetrainState.self)
    }

    /// Asks for a retraining cycle.
    ///
    /// - Returns: its number.
    func startCycle() throws -> Int {
        let next = (try retraining().history.first?.cycle ?? 0) + 1
        let response = try connectAsAdministrator().request("POST", "/retrain")
        try #require(response.status == 202, "\(response.text)")
        return next
    }

    /// Waits until the process is there that trains.
    func awaitTraining() throws -> Int32 {
        let deadline = Date(timeIntervalSinceNow: 60)
        while true {
            if let child = try ProcessStatus.children(of: program.processIdentifier).first { return child }
            try #require(Date() < deadline, "no training starts")
            Thread.sleep(forTimeInterval: 0.002)
        }
    }

    /// Waits until a cycle has ended.
    func awaitCycle(_ number: Int) throws -> RetrainCycleRecord {
        _ = try program.errorLine(containing: "retraining cycle \(number): ")
        return try #require(try retraining().history.first { $0.cycle == number })
    }

    /// Waits until an advertiser of every generated world is forecast as of a day that has just become complete.
    ///
    /// A service looks for new days every two seconds, and a cycle of a small model takes less.
    func awaitPrediction(asOf: String) throws -> Prediction {
        let deadline = Date(timeIntervalSinceNow: 120)
        while true {
            let response = try connect().request("POST", "/predict", body: #"{"advertiser":"a000001"}"#)
            try #require(response.status == 200, "\(response.text)")
            let prediction = try response.decoded(as: Prediction.self)
            if prediction.asOf == asOf { return prediction }
            try #require(Date() < deadline, "forecasts are as of \(prediction.asOf), not \(asOf)")
            Thread.sleep(forTimeInterval: 0.05)
        }
    }

    /// Asks it to end and waits until it has.
    func stop() throws -> ProgramOutcome {
        program.send(SIGTERM)
        return try program.outcome()
    }
}

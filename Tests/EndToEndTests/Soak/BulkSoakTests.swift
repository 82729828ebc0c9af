import Foundation
import Testing

/// The whole default world in one request, with the demonstration's model.
@Suite struct BulkSoakTests {
    private static let roundCount = 5

    private struct Measured {
        let firstLineSeconds: Double
        let seconds: Double
        let lines: Int
    }

    @Test(arguments: [false, true])
    func thePlatformInOneRequest(hasTable: Bool) throws {
        let place = Workplace(emptyIn: try TemporaryDirectory())
        #expect(try AdcastBinary.run(["generate", "--output", place.database]).ending == .exit(0))
        try FileManager.default.createDirectory(atPath: place.models, withIntermediateDirectories: false)
        let repository = URL(filePath: #filePath).appending(path: "../../../..").standardized.path
        try FileManager.default.copyItem(atPath: repository + "/models/1", toPath: place.models + "/1")

        try place.addToConfiguration("serving: { forecast_table: \(hasTable) }")
        let service = try RunningService(place)
        let process = service.program.processIdentifier
        #expect(try service.connect().request("POST", "/predict", body: #"{"advertiser":"a000001"}"#).status == 200)
        if hasTable { try awaitTable(of: service) }
        let before = try #require(ProcessStatus.residentBytes(of: process))
        try ProcessStatus.forgetPeak(of: process)
        var rounds: [Measured] = []
        var scoreSeconds: [Double] = []
        for _ in 1...Self.roundCount {
            rounds.append(try bulk(service))
            scoreSeconds.append(try score(place, lines: rounds[0].lines))
        }
        let growth = try #require(ProcessStatus.peakResidentBytes(of: process)) - before
        let firstLine = Self.median(rounds.map(\.firstLineSeconds))
        let bulkSeconds = Self.median(rounds.map(\.seconds))
        let ratio = bulkSeconds / Self.median(scoreSeconds)
        #expect(firstLine < 0.1)
        #expect(growth < 32 << 20)
        #expect(ratio < 1.2)
        reportFigures(
            "whole default world in one bulk request, \(hasTable ? "looked up" : "computed"), \(rounds[0].lines) lines, "
                + "\(Self.roundCount) times: first line after "
                + String(
                    format: "%.0f ms (median), resident memory %.1f MB more at its peak, ", 1_000 * firstLine,
                    Double(growth) / 1_048_576)
                + String(
                    format: "median %.2f s against %.2f s of adcast score (%.2f times)", bulkSeconds,
                    Self.median(scoreSeconds), ratio))
        #expect(try service.stop().ending == .exit(0))
    }

    private func awaitTable(of service: RunningService) throws {
        let deadline = Date(timeIntervalSinceNow: 120)
        while try !service.connect().request("GET", "/metrics").text.contains("forecast_table_ready 1\n") {
            try #require(Date() < deadline, "there is no table of forecasts")
            Thread.sleep(forTimeInterval: 0.1)
        }
    }

    private func bulk(_ service: RunningService) throws -> Measured {
        let connection = try service.connect()
        let start = ContinuousClock.now
        try connection.send("POST", "/predict/bulk", body: #"{"all":true}"#)
        let (status, _) = try connection.readHead()
        #expect(status == 200)
        var firstLineSeconds: Double?
        var lines = 0
        var last: [UInt8] = []
        while let chunk = try connection.readChunk() {
            lines += chunk.count { $0 == UInt8(ascii: "\n") }
            if firstLineSeconds == nil, lines > 0 { firstLineSeconds = (ContinuousClock.now - start) / .seconds(1) }
            last = chunk
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let text = String(decoding: last, as: UTF8.self)
        let end = try JSONDocument.decoded(try #require(text.split(separator: "\n").last), as: BulkEnd.self)
        #expect(end == BulkEnd(end: true, lines: lines - 1, errors: 0))
        return Measured(firstLineSeconds: firstLineSeconds ?? .infinity, seconds: seconds, lines: lines - 1)
    }

    /// Seconds that the command says it scored for, its start aside.
    private func score(_ place: Workplace, lines: Int) throws -> Double {
        let outcome = try place.run("score", "--output", place.directory.file("scores.ndjson"))
        #expect(outcome.ending == .exit(0))
        let words = try #require(outcome.errorLines.last { $0.hasPrefix("scored ") }).split(separator: " ")
        let seconds = try #require(words.dropLast().last.flatMap { Double($0) })
        return seconds
    }

    private static func median(_ numbers: [Double]) -> Double {
        numbers.sorted()[numbers.count / 2]
    }
}

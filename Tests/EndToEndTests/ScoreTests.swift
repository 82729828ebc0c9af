import Foundation
import Testing

extension EndToEndTests {
    @Suite struct ScoreTests {
        @Test func everyPairWithARowInTheWindowHasALine() throws {
            let place = try TrainedWorld.copy()
            let outcome = try place.run("score")
            #expect(outcome.ending == .exit(0))
            let lines = try outcome.outputLines.map { try JSONDocument.decoded($0, as: ScoreLine.self) }
            let pairs = try place.pairs()
            #expect(pairs.count > 150)
            #expect(lines.map { [$0.advertiser, $0.scenario] } == pairs)
            #expect(Set(lines.map(\.asOf)) == [Workplace.newestDay])
            #expect(lines.allSatisfy { Set($0.predictions.keys) == Set(Workplace.tasks) })
            let means = lines.flatMap { $0.predictions.values.map(\.mean) }
            #expect(means.allSatisfy { $0.isFinite && $0 >= 0 })
            #expect(lines.allSatisfy { $0.predictions["active_days"].map { $0.mean <= 7 } == true })
            #expect(Set(means).count > pairs.count)
            #expect(outcome.errorLines.last?.hasPrefix("scored \(pairs.count) pairs as of 2020-03-08") == true)
        }

        @Test func aFileHoldsWhatStandardOutputGets() throws {
            let place = try TrainedWorld.copy()
            let file = place.directory.file("scores.ndjson")
            let printed = try place.run("score", "--as-of", "2020-02-15")
            let written = try place.run("score", "--as-of", "2020-02-15", "--output", file)
            #expect(written.ending == .exit(0))
            #expect(written.standardOutput.isEmpty)
            #expect(try String(contentsOfFile: file, encoding: .utf8) == printed.standardOutput)
            #expect(printed.outputLines.count == (try place.pairs(asOf: "2020-02-15").count))
            #expect(try FileTree(place.directory.path).names.filter { $0.contains("partial") }.isEmpty)
        }

        @Test func csvHasTheNumbersOfNDJSON() throws {
            let place = try TrainedWorld.copy()
            let lines = try place.run("score").outputLines.map { try JSONDocument.decoded($0, as: ScoreLine.self) }
            let table = try place.run("score", "--format", "csv").outputLines
            let columns = Workplace.tasks.flatMap { task in
                ["mean", "point", "active_probability", "p10", "p50", "p90"].map { "\(task)_\($0)" }
            }
            #expect(table.first == (["advertiser", "scenario", "as_of"] + columns).joined(separator: ","))
            try #require(table.count == lines.count + 1)
            for (record, line) in zip(table.dropFirst(), lines) {
                let fields = record.split(separator: ",").map(String.init)
                #expect(Array(fields.prefix(3)) == [line.advertiser, line.scenario, line.asOf])
                let numbers = Workplace.tasks.flatMap { task in
                    line.predictions[task].map {
                        [$0.mean, $0.point, $0.activeProbability, $0.p10, $0.p50, $0.p90]
                    } ?? []
                }
                #expect(fields.dropFirst(3).compactMap { Double($0) } == numbers)
            }
        }

        @Test func aReaderThatGoesAwayIsNoCrash() throws {
            let place = try TrainedWorld.copy()
            let outcome = try AdcastBinary.run(shell: "\"$@\" | head -n 1", place.line("score"))
            #expect(outcome.ending == .exit(0))
            #expect(outcome.outputLines.count == 1)
            #expect(!outcome.standardError.contains("Fatal error"))
        }
    }
}

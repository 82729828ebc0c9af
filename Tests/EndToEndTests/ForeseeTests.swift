import Foundation
import Testing

extension EndToEndTests {
    @Suite struct ForeseeTests {
        /// What the generator knows is a peer like others, and forecasts better than what is made of its rows.
        @Test func theGeneratorsForecastsJoinAReport() throws {
            let place = try TrainedWorld.copy()
            let forecasts = place.directory.file("generator.csv")
            let foresight = try place.run("foresee", "--from", "2020-02-20", "--futures", "50", "--output", forecasts)
            #expect(foresight.ending == .exit(0), "\(foresight.standardError)")
            #expect(foresight.standardOutput.isEmpty)
            let comparison = try place.run(
                "compare", "--report", place.directory.file("report"), "--architectures", "m2m", "--seeds", "1",
                "--peer",
                "generator=" + forecasts, "--json")
            #expect(comparison.ending == .exit(0), "\(comparison.standardError)")
            let summary = try JSONDocument.decoded(
                try #require(comparison.outputLines.last), as: ComparisonSummary.self)
            let rows = try #require(summary.main)
            let generator = try #require(rows.first { $0.name == "generator" })
            for other in rows where other.name != "generator" {
                #expect(generator.overall.meanNmae.mean < 0.8 * other.overall.meanNmae.mean, "\(other.name)")
                #expect(generator.overall.pointSmape.mean < 0.8 * other.overall.pointSmape.mean, "\(other.name)")
            }
        }

        @Test(arguments: [
            (["--from", "2019-12-09"], "2019-12-10 to 2020-03-08; asked were 2019-12-09 to 2020-03-01"),
            (["--from", "2020-03-02"], "asked were 2020-03-02 to 2020-03-01"),
            (["--from", "2020-02-20", "--to", "2020-03-09"], "asked were 2020-02-20 to 2020-03-09"),
            (["--from", "2020-02-20", "--futures", "0"], "--futures is from 1 to 1000000"),
            ([], "--from"),
        ])
        func wrongUsage(arguments: [String], complaint: String) throws {
            let place = try TrainedWorld.copy()
            let outcome = try AdcastBinary.run(place.line("foresee", arguments))
            #expect(outcome.ending == .exit(2))
            #expect(outcome.standardOutput.isEmpty)
            #expect(outcome.standardError.contains(complaint), "\(outcome.standardError)")
        }

        @Test func onlyAGeneratedWorldCanBeForeseen() throws {
            let place = try TrainedWorld.copy()
            let other = place.directory.file("other.sqlite")
            expectRefusal(
                try place.run("foresee", "--from", "2020-02-20", "--database", other), exitCode: 2,
                naming: [other, "generate it first"])
            try Data("no database".utf8).write(to: URL(filePath: other))
            expectRefusal(
                try place.run("foresee", "--from", "2020-02-20", "--database", other), exitCode: 2,
                naming: [other, "not a database that `adcast generate` wrote"])
        }
    }
}

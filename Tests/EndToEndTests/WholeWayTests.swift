import Foundation
import Testing

extension EndToEndTests {
    @Suite struct WholeWayTests {
        /// What a newcomer does, command by command, with a database of their own.
        @Test func generateInspectTrainEvaluate() throws {
            let place = try Workplace(generatedIn: TemporaryDirectory())

            let check = try AdcastBinary.run(["config", "check", place.configuration])
            #expect(check.ending == .exit(0))
            #expect(check.standardOutput.contains("90 complete days, 2019-12-10 to 2020-03-08"))

            let inspection = try place.run("inspect", "--json")
            #expect(inspection.ending == .exit(0))
            #expect(inspection.outputLines.count == 1)
            let inspected = try JSONDocument.decoded(inspection.standardOutput, as: Inspection.self)
            try expect(inspected, countsLike: place)
            let table = try place.run("inspect")
            #expect(table.standardOutput.contains("sponsored_search"))
            #expect(table.standardOutput.contains("Pearson correlation"))

            let training = try place.run("train", "--json")
            #expect(training.ending == .exit(0))
            try expectReportOfTraining(training)
            #expect(try FileTree(place.models).names.contains("1/gate.safetensors"))

            // It was trained on all labels there are.
            let early = try place.run("evaluate")
            expectRefusal(early, exitCode: 1, naming: ["the first date that will do is 2020-03-08", "2020-03-15"])

            let second = try place.run("train", "--until", "2020-02-20")
            #expect(second.ending == .exit(0))
            #expect(second.standardError.contains("version 2 is active"))
            try expectEvaluation(of: place)
        }

        private func expect(_ inspection: Inspection, countsLike place: Workplace) throws {
            let rows = try place.rows("SELECT count(*), count(DISTINCT advertiser) FROM daily_snapshots")
            #expect([["\(inspection.rows)", "\(inspection.advertisers)"]] == rows)
            #expect(inspection.days == Workplace.days)
            #expect([inspection.oldest, inspection.newest] == [Workplace.firstDay, Workplace.newestDay])
            let scenarios = try place.rows(
                """
                SELECT scenario, count(DISTINCT advertiser), count(advertiser) FROM scenarios
                LEFT JOIN daily_snapshots USING (scenario) GROUP BY scenario ORDER BY scenario
                """)
            #expect(inspection.scenarios.map { [$0.scenario, "\($0.advertisers)", "\($0.rows)"] } == scenarios)
            // The stride of training by default.
            let dates = inspection.asOfDates.train
            #expect(dates.count == 9)
            for (date, next) in zip(dates, dates.dropFirst()) {
                #expect(try place.rows("SELECT date(?, '+3 days')", [date]) == [[next]])
            }
        }

        private func expectReportOfTraining(_ outcome: ProgramOutcome) throws {
            let line = try #require(outcome.outputLines.last)
            let names = [
                "model", "version", "split", "samples", "seconds", "samples_per_second", "overall", "cells", "epochs",
            ]
            #expect(try JSONDocument.names(line).isSuperset(of: names))
            let report = try JSONDocument.decoded(line, as: Report.self)
            #expect(report.model == "m2m")
            #expect(report.version == 1)
            #expect(report.split == "validation")
            #expect(report.samplesPerSecond > 0)
            #expect(report.epochs?.map(\.epoch) == [0])
            #expect(report.epochs?.first?.mean == report.overall.mean)
            #expect(Set(report.cells.map(\.task)) == Set(Workplace.tasks))
            let smape = try #require(report.overall.mean.smape)
            #expect((0...2).contains(smape))
        }

        /// Evaluates the version that was trained until 2020-02-20.
        private func expectEvaluation(of place: Workplace) throws {
            let chart = place.directory.file("chart.svg")
            let outcome = try place.run("evaluate", "--json", "--chart", chart)
            #expect(outcome.ending == .exit(0))
            #expect(outcome.standardError.contains(chart))
            let report = try JSONDocument.decoded(try #require(outcome.outputLines.last), as: Report.self)
            #expect(report.version == 2)
            #expect(report.epochs == nil)
            #expect(report.overall.mean.nmae.map { $0.isFinite && $0 > 0 } == true)
            var samples = 0
            for day in 0...10 {
                let asOf = try place.rows("SELECT date('2020-02-20', '+\(day) days')")[0][0]
                samples += try place.pairs(asOf: asOf).count
            }
            #expect(report.samples == samples)
            let picture = try String(contentsOfFile: chart, encoding: .utf8)
            #expect(picture.contains("<svg") && picture.contains("</svg>"))

            let beyond = try place.run("evaluate", "--from", "2020-02-28", "--to", "2020-04-30")
            #expect(beyond.ending == .exit(0))
            #expect(beyond.standardError.contains("the as-of dates 2020-02-28 to 2020-03-01 have known outcomes"))
            #expect(beyond.outputLines.first?.contains("2020-02-28..2020-03-01") == true)

            let overlapping = try place.run("evaluate", "--from", "2020-02-19", "--to", "2020-02-25")
            expectRefusal(overlapping, exitCode: 1, naming: ["2020-02-19", "first date that will do is 2020-02-20"])
        }
    }
}

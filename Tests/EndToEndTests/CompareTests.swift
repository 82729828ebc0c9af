import Foundation
import Testing

extension EndToEndTests {
    @Suite struct CompareTests {
        private static let held = ["--hold-out-scenario", "news_feed", "--labelled-days", "0,7"]

        private func compare(_ place: Workplace, _ arguments: [String]) throws -> ProgramOutcome {
            try AdcastBinary.run(place.line("compare", arguments))
        }

        private func summary(_ outcome: ProgramOutcome) throws -> ComparisonSummary {
            try JSONDocument.decoded(try #require(outcome.outputLines.last), as: ComparisonSummary.self)
        }

        @Test func writesAReportAndLeavesTheModelsAlone() throws {
            let place = try TrainedWorld.copy()
            let models = try FileTree(place.models)
            let report = place.directory.file("report")
            let arguments =
                [
                    "--report", report, "--architectures", "m2m,shared_bottom", "--seeds", "2", "--sweep",
                    "meta_layers=1:2", "--json",
                ] + Self.held
            let outcome = try compare(place, arguments)
            #expect(outcome.ending == .exit(0), "\(outcome.standardError)")
            let summary = try summary(outcome)
            let rows = ["M2M", "Shared-Bottom", "last week", "28-day mean"]
            let main = try #require(summary.main)
            #expect(main.map(\.name) == rows && main.map(\.seeds) == [2, 2, 1, 1])
            #expect(main.allSatisfy { $0.overall.meanNmae.mean > 0 && $0.overall.pointSmape.mean > 0 })
            #expect(summary.heldOut.map(\.labelledDays) == [0, 7])
            #expect(summary.heldOut.allSatisfy { $0.scenario == "news_feed" && $0.variants.map(\.name) == rows })
            #expect(summary.sweeps.map(\.parameter) == ["meta_layers"])
            // The configured number of layers is the main run.
            #expect(summary.sweeps[0].variants[0].overall == main[0].overall)
            let lines = outcome.errorLines.filter { $0.hasPrefix("run ") }
            #expect(lines.count == 14 && lines.allSatisfy { $0.hasSuffix(" left") })
            #expect(lines.last?.hasPrefix("run 14/14: ") == true)

            let files = try FileTree(report)
            #expect(files.names.count { $0.hasPrefix("runs/") } == 14)
            for name in ["results.json", "metrics.json", "report.md", "report.html"] {
                #expect((files.contents[name]?.count ?? 0) > 1000, "\(name)")
            }
            #expect(try FileTree(place.models) == models)

            let again = try compare(place, arguments)
            #expect(again.errorLines.contains("14 runs, of which 14 are there already"))
            #expect(again.standardOutput == outcome.standardOutput)
            #expect(try FileTree(report) == files)
        }

        @Test func anInterruptedComparisonGoesOn() throws {
            let place = try TrainedWorld.copy()
            let report = place.directory.file("report")
            // A run in a moment, and one that would take for hours.
            let quick = ["--report", report, "--architectures", "m2m", "--seeds", "1"]
            #expect(try compare(place, quick).ending == .exit(0))
            let kept = try FileTree(report + "/runs")
            let program = try AdcastBinary.start(place.line("compare", quick + ["--epochs", "100000"]))
            _ = try program.errorLine(containing: "1 runs")
            program.send(SIGINT)
            expectRefusal(
                try program.outcome(), exitCode: 1, naming: ["comparison was interrupted", "0 of 1", "same command"],
                stages: ["reading ", "1 runs"])
            #expect(try FileTree(report + "/runs") == kept)
            let resumed = try compare(place, quick)
            #expect(resumed.errorLines.contains("1 runs, of which 1 are there already"))
        }

        /// Another program's way: take the samples, forecast, and become a row.
        @Test func aPeerTakesTheSamplesAndBecomesARow() throws {
            let place = try TrainedWorld.copy()
            let samples = place.directory.file("samples")
            let export = try compare(place, ["--export-samples", samples] + Self.held)
            #expect(export.ending == .exit(0), "\(export.standardError)")
            #expect(export.standardOutput.isEmpty)
            let names = try FileTree(samples).names
            for part in ["main", "heldout_0", "heldout_7"] {
                #expect(names.count { $0.hasPrefix(part + "/") } == 13)
            }

            let forecasts = place.directory.file("forecasts.csv")
            try "advertiser,scenario,as_of,task,mean,point\n".write(
                toFile: forecasts, atomically: true, encoding: .utf8)
            let report = place.directory.file("report")
            expectRefusal(
                try compare(place, ["--report", report, "--peer", "trees=" + forecasts]), exitCode: 1,
                naming: [forecasts, "lacks", "every test sample"])
            #expect(!FileManager.default.fileExists(atPath: report))
        }

        @Test(arguments: [
            ([], "--report"),
            (["--export-samples", "s", "--peer", "trees=t.csv"], "--peer"),
            (["--report", "r", "--seeds", "0"], "--seeds"),
            (["--report", "r", "--epochs", "0"], "--epochs"),
            (["--report", "r", "--architectures", "m2n"], "did you mean 'm2m'?"),
            (["--report", "r", "--architectures", "m2m,,cgc"], "m2m,,cgc"),
            (["--report", "r", "--heads", "hurdel"], "did you mean 'hurdle'?"),
            (["--report", "r", "--sweep", "windows"], "did you mean 'window'?"),
            (["--report", "r", "--sweep", "meta_layers=0"], "1 to 16"),
            (["--report", "r", "--labelled-days", "7"], "--hold-out-scenario"),
            (["--report", "r", "--hold-out-scenario", "s", "--labelled-days", "7,some"], "some"),
            (["--report", "r", "--thin-scenario", "display=0"], "share"),
            (["--report", "r", "--architectures", "m2m,foo"], "--architectures foo: known: m2m, "),
            (["--report", "r", "--sweep", "foo"], "--sweep foo: known: window, "),
            (
                ["--report", "r", "--peer", "trees"],
                "'trees' is invalid for '--peer <name=path>': give a name and a value"
            ),
            (["--report", "r", "--peer", "trees"], "such as lightgbm=forecasts/world"),
            (["--report", "r", "--thin-scenario", "display"], "such as display=0.05"),
            (["--report", "r", "--no-main"], "--no-main"),
        ])
        func wrongUsage(arguments: [String], complaint: String) throws {
            let outcome = try AdcastBinary.run(["compare"] + arguments)
            #expect(outcome.ending == .exit(2))
            #expect(outcome.standardOutput.isEmpty)
            #expect(outcome.standardError.contains(complaint), "\(outcome.standardError)")
        }

        @Test func anUnknownScenarioIsNamed() throws {
            let place = try TrainedWorld.copy()
            expectRefusal(
                try compare(
                    place, ["--report", place.directory.file("r"), "--hold-out-scenario", "new_feed"]),
                exitCode: 2, naming: ["new_feed", "did you mean 'news_feed'?"])
        }
    }
}

import Testing

extension EndToEndTests {
    @Suite struct UsageTests {
        static let wrongUsages: [(arguments: [String], complaint: String)] = [
            (["frobnicate"], "Unexpected argument 'frobnicate'"),
            (["serv"], "There is no command 'serv'; did you mean 'serve'?"),
            (["serv", "--port", "1"], "There is no command 'serv'; did you mean 'serve'?"),
            (["config", "chek", "c.yaml"], "There is no command 'chek'; did you mean 'check'?"),
            (
                ["models", "activate", "x"],
                "'x' is invalid for '<version>': give the number of a version; 'adcast models list'"
            ),
            (["score", "--version", "newest"], "'newest' is invalid for '--version <version>': give the number"),
            (["train", "--frobnicate"], "'--frobnicate'"),
            (["train", "--epochs", "many"], "'many'"),
            (["train", "--epochs", "0"], "--epochs"),
            (["train", "--epochs", "-1"], "--epochs is 1 or more"),
            (["compare", "--report", "r", "--seeds", "-1"], "--seeds is from 1 to 1000"),
            (["compare", "--report", "r", "--architectures", "m2m,cgc,m2m"], "--architectures names m2m twice"),
            (["compare", "--report", "r", "--heads", "hurdle,hurdle"], "--heads names hurdle twice"),
            (["compare", "--report", "r", "--sweep", "window,window=7:14"], "--sweep names window twice"),
            (["compare", "--report", "r", "--peer", "a=b", "--peer", "a=c"], "--peer names a twice"),
            (["compare", "--report", "r", "--peer", "CGC=b"], "--peer CGC: a row of the report has this name"),
            (
                ["compare", "--report", "r", "--no-main", "--hold-out-scenario", "a", "--thin-scenario", "b=0.5"],
                "--thin-scenario is of the main comparison and of --sweep"
            ),
            (
                ["foresee", "--from", "2020-01-01", "--futures", "2000000000000000000"],
                "--futures is from 1 to 1000000"
            ),
            (["train", "--seed", "-1"], "'-1'"),
            (["train", "--until", "2020-13-01"], "'2020-13-01'"),
            (
                ["score", "--as-of", "2020-02-30"],
                "'2020-02-30' is invalid for '--as-of <as-of>': give a day of the calendar"
            ),
            (["train", "--architecture", "abacus"], "abacus"),
            (["train", "--architecture", "m2m_without_transformer"], "with another setting under 'model'"),
            (["generate"], "'--output <output>'"),
            (["config", "check"], "<config>"),
            (["import"], "--snapshots"),
            (["evaluate", "--from", "2020-01-01"], "--to"),
            (["evaluate", "--split", "test", "--from", "2020-01-01", "--to", "2020-01-02"], "--split"),
            (["serve", "--port", "99999"], "--port"),
            (["serve", "--port", "-1"], "--port is 0 to 65535"),
            (["score", "--format", "xml"], "'xml'"),
            (["models", "rollback", "--why", String(repeating: "w", count: 201)], "--why is at most 200 characters"),
        ]

        @Test(arguments: wrongUsages)
        func wrongUsage(_ arguments: [String], complaint: String) throws {
            let outcome = try AdcastBinary.run(arguments)
            #expect(outcome.ending == .exit(2))
            #expect(outcome.standardOutput.isEmpty)
            #expect(outcome.errorLines.first?.hasPrefix("Error: ") == true)
            #expect(outcome.errorLines.first?.contains(complaint) == true, "\(outcome.standardError)")
        }

        @Test(arguments: [
            ["--help"], ["help"], ["train", "--help"], ["help", "score"], ["config", "check", "--help"], [],
        ])
        func help(_ arguments: [String]) throws {
            let outcome = try AdcastBinary.run(arguments)
            #expect(outcome.ending == .exit(0))
            #expect(outcome.standardOutput.contains("USAGE: adcast"))
            #expect(outcome.standardError.isEmpty)
        }

        @Test func helpOfCompareListsWhatCanBeCompared() throws {
            let help = try AdcastBinary.run(["compare", "--help"])
            for name in ["m2m", "shared_bottom", "m2m_without_transformer", "m2m_of_one_member"] {
                #expect(help.outputLines.contains { $0.hasPrefix("  \(name) ") }, "\(name)")
            }
        }

        @Test func helpOfCompareSaysWhatIsTakenByDefault() throws {
            let lines = try AdcastBinary.run(["compare", "--help"]).standardOutput.split(separator: /\s+/)
            let help = lines.joined(separator: " ")
            for text in [
                "separated by commas; 0,7,14,28 by default", "window=10:20:30:40:50:60", "meta_layers=1:2:3:4:5",
                "generator_rank=4:16:64:full", "of poisson and hurdle; the configured one by default",
                "as in lightgbm=forecasts/world; for several, give the option again",
            ] {
                #expect(help.contains(text), "\(text)")
            }
        }

        /// The program's version is shown by every command but those whose own --version names a model.
        @Test(arguments: [("score", 0), ("evaluate", 0), ("train", 1), ("config", 1)])
        func helpListsOneVersionOption(command: String, shown: Int) throws {
            let help = try AdcastBinary.run(["help", command])
            #expect(help.outputLines.count { $0.contains("--version ") && $0.hasPrefix("  --version") } == 1)
            #expect(help.outputLines.count { $0.contains("Show the version.") } == shown)
            let version = try AdcastBinary.run([command, "--version"])
            #expect(version.ending == .exit(shown == 1 ? 0 : 2))
        }

        @Test func version() throws {
            let outcome = try AdcastBinary.run(["--version"])
            #expect(outcome.ending == .exit(0))
            let numbers = outcome.standardOutput.trimmingPrefix(" ").split(separator: ".")
            #expect(numbers.count == 3)
            #expect(outcome.outputLines.count == 1)
        }

        @Test func chartsOfWhatThereIsNot() throws {
            let place = try TrainedWorld.copy()
            let chart = ["evaluate", "--chart", place.directory.file("chart.svg")]
            let task = try place.run(chart[0], chart[1], chart[2], "--chart-task", "click")
            expectRefusal(task, exitCode: 2, naming: ["--chart-task click", "did you mean 'clicks'?"])
            #expect(!task.standardError.contains("Usage"))
            expectRefusal(
                try place.run(chart[0], chart[1], chart[2], "--chart-scenario", "new_feed"), exitCode: 2,
                naming: ["--chart-scenario new_feed", "did you mean 'news_feed'?"])
        }

        @Test func datesOutsideTheData() throws {
            let place = try TrainedWorld.copy()
            expectRefusal(
                try place.run("train", "--until", "2020-03-09"), exitCode: 2,
                naming: ["--until 2020-03-09", "2019-12-10 to 2020-03-08"])
            for date in ["2020-01-17", "2020-03-09"] {
                expectRefusal(
                    try place.run("score", "--as-of", date), exitCode: 2,
                    naming: ["--as-of \(date)", "2020-01-18 to 2020-03-08"])
            }
        }
    }
}

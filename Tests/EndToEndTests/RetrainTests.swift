import Foundation
import Testing

extension EndToEndTests {
    @Suite struct RetrainTests {
        private let place: Workplace

        /// Version 1 is eleven days older than the data; whatever comes after it is promoted. Trainings get their share of a
        /// busy machine, too.
        init() throws {
            place = try TrainedWorld.copy()
            try place.addToConfiguration(
                """
                retraining: { check_seconds: 1, max_overall_worsening: 1000, max_scenario_worsening: 1000, priority: normal }
                serving: { log_level: debug }
                """)
            try place.configureSoundTraining()
        }

        private func history() throws -> [RetrainCycleRecord] {
            try String(contentsOfFile: place.models + "/retraining.log", encoding: .utf8).split(separator: "\n")
                .map { try JSONDocument.decoded($0, as: RetrainCycleRecord.self) }
        }

        @Test func aCycleByHandTrainsComparesAndPromotes() throws {
            let outcome = try place.run("retrain", "--json")
            try #require(outcome.ending == .exit(0), "\(outcome.standardError)")
            #expect(outcome.outputLines.count == 1)
            let cycle = try JSONDocument.decoded(outcome.standardOutput, as: RetrainCycleRecord.self)
            #expect(cycle.outcome == "promoted", "\(cycle.reason)")
            #expect(cycle.cycle == 1)
            #expect(cycle.trigger.kind == "command")
            #expect(cycle.newestDay == Workplace.newestDay)
            let report = try #require(cycle.report)
            #expect(report.challenger == 2)
            #expect(report.champion == 1)
            #expect(report.incomparable == nil)
            #expect(
                [report.overall.challenger, report.overall.champion, report.overall.lastWeek].allSatisfy { $0 != nil })
            #expect(cycle.reason.contains("of version 1"))
            #expect(outcome.standardError.contains("published version 2"))
            // A line where it began, a line where it ended.
            #expect(try history().map(\.outcome) == ["started", "promoted"])
            #expect(try history().last?.reason == cycle.reason)
            #expect(try place.run("score").standardError.contains("with version 2 in"))

            // A choice by hand holds what comes next.
            #expect(try place.run("models", "activate", "1").ending == .exit(0))
            let held = try place.run("retrain")
            #expect(held.ending == .exit(0))
            #expect(held.standardOutput.hasPrefix("cycle 2 until \(Workplace.newestDay): held: "))
            #expect(held.standardOutput.contains("chose version 1"))
            #expect(try place.run("score").standardError.contains("with version 1 in"))
        }

        @Test func aRunningServiceFollowsACycleByHand() throws {
            let service = try RunningService(place)
            #expect(try place.run("retrain").ending == .exit(0))
            _ = try service.program.errorLine(containing: "version 2, which another process activated, answers")
            let response = try service.connect().request("POST", "/predict", body: #"{"advertiser":"a000001"}"#)
            #expect(try response.decoded(as: Prediction.self).modelVersion == 2)
            let state = try service.retraining()
            #expect(!state.enabled)
            #expect(state.history.map(\.outcome) == ["promoted"])
            #expect(try service.stop().ending == .exit(0))
        }

        @Test func aServiceTrainsWhenItIsAskedAndWhenADayIsComplete() throws {
            let service = try RunningService(place)
            let asked = try service.awaitCycle(try service.startCycle())
            #expect(asked.trigger.kind == "request")
            #expect(asked.outcome == "promoted", "\(asked.reason)")
            #expect(try service.connect().request("GET", "/model").text.contains(#""version":2"#))

            // Cycles start by themselves once the configuration says so, without a restart.
            let append = try AdcastBinary.run(["generate", "--output", place.database, "--append-days", "1"])
            #expect(append.ending == .exit(0))
            try place.replaceInConfiguration("retraining: {", with: "retraining: { enabled: true,")
            service.program.send(SIGHUP)
            let daily = try service.awaitCycle(2)
            #expect(daily.trigger.kind == "new_day")
            #expect(daily.newestDay == "2020-03-09")
            #expect(daily.outcome == "promoted", "\(daily.reason)")
            #expect(try service.retraining().enabled)
            #expect(try service.awaitPrediction(asOf: "2020-03-09").modelVersion == 3)
            #expect(try service.stop().ending == .exit(0))
        }

        @Test func byDefaultATrainingGivesWay() throws {
            try place.replaceInConfiguration(", priority: normal", with: "")
            let service = try RunningService(place)
            _ = try service.startCycle()
            let training = try service.awaitTraining()
            // It lowers its priority before it works.
            let deadline = Date(timeIntervalSinceNow: 60)
            while try ProcessStatus.schedulingPolicies(of: training) != [5] {
                try #require(Date() < deadline, "a training has other priorities than idle")
                Thread.sleep(forTimeInterval: 0.01)
            }
            #expect(try service.stop().ending == .exit(0))
        }

        @Test func aTrainingOfNormalPriorityTakesItsShare() throws {
            try place.replaceInConfiguration("epochs: 6", with: "epochs: 10000")
            let service = try RunningService(place)
            _ = try service.startCycle()
            let training = try service.awaitTraining()
            _ = try service.program.errorLine(containing: "retraining: first fit")
            #expect(try ProcessStatus.schedulingPolicies(of: training) == [0])
            #expect(try service.stop().ending == .exit(0))
        }

        @Test func oneCycleAtATimeAcrossProcesses() throws {
            let lock = open(place.models + "/.retrain.lock", O_RDWR | O_CREAT, 0o600)
            defer { close(lock) }
            try #require(lock >= 0 && flock(lock, LOCK_EX) == 0)
            expectRefusal(try place.run("retrain"), exitCode: 1, naming: [place.models, "already running"])
            #expect(try place.versions() == [1])
        }

        @Test func aTrainingThatFailsIsWrittenDownAndTheOldModelStays() throws {
            let broken = place.directory.file("broken.sqlite")
            try Data("no database".utf8).write(to: URL(filePath: broken))
            let outcome = try place.run("retrain", "--training-database", broken)
            #expect(outcome.ending == .exit(1))
            #expect(outcome.standardOutput.hasPrefix("cycle 1 until \(Workplace.newestDay): failed: training failed"))
            #expect(outcome.standardOutput.contains(broken))
            #expect(try history().map(\.outcome) == ["started", "failed"])
            #expect(try place.versions() == [1])
            #expect(try place.run("score").ending == .exit(0))
        }
    }
}

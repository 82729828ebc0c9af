import Foundation
import Testing

/// Processes are killed at random moments of retraining cycles.
@Suite struct KillSoakTests {
    private static let killCount = 20
    /// What may be in a directory of versions beside them.
    private static let ownNames: Set<String> = [
        "ACTIVE", "activations.log", "retraining.log", "admin.sock", ".lock", ".retrain.lock", ".forecasts",
    ]

    private let place: Workplace
    private let body = #"{"advertiser":"a000001"}"#

    init() throws {
        place = try Workplace(generatedIn: TemporaryDirectory())
        // The same data and seed give a challenger that is no worse, so that kills meet promotions as well.
        try place.addToConfiguration("retraining: { keep_versions: 3, priority: normal }")
        try place.configureSoundTraining()
        // Eighty trainings or so are waited for.
        try place.replaceInConfiguration("epochs: 6", with: "epochs: 2")
        try #require(try place.run("train").ending == .exit(0))
    }

    @Test func aKilledTrainingLeavesTheServiceAsItWas() throws {
        var random = SeededRandom(seed: 1)
        let service = try RunningService(place)
        let lifetime = try lifetimeOfATraining(service)
        var serving = try answer(of: service).modelVersion
        var kills = 0
        var slept: [Double] = []
        while kills < Self.killCount {
            let cycle = try service.startCycle()
            let training = try service.awaitTraining()
            let moment = Double.random(in: 0..<lifetime, using: &random)
            Thread.sleep(forTimeInterval: moment)
            kill(training, SIGKILL)
            let killed = try service.awaitCycle(cycle)
            // It was too fast: another moment.
            guard !killed.isDecision else {
                serving = try answer(of: service).modelVersion
                continue
            }
            kills += 1
            slept.append(moment)
            #expect(killed.outcome == "failed")
            #expect(killed.reason.contains("killed (signal 9)"))
            #expect(try answer(of: service).modelVersion == serving)
            serving = try expectAnotherCycle(of: service)
        }
        #expect(try service.stop().ending == .exit(0))
        reportFigures(
            "training killed \(kills) times, \(Self.written(slept)) after its start: the service answered from the model "
                + "before after each, nothing half-written stayed, and the next cycle put version after version in place, "
                + "up to \(serving)")
    }

    @Test func aKilledServiceComesBackWithTheOldOrTheNewModel() throws {
        var random = SeededRandom(seed: 2)
        var service = try RunningService(place)
        let start = ContinuousClock.now
        _ = try service.awaitCycle(try service.startCycle())
        let length = (ContinuousClock.now - start) / .seconds(1)
        var serving = try answer(of: service).modelVersion
        var moments: [Double] = []
        var isNew = 0
        for _ in 1...Self.killCount {
            _ = try service.startCycle()
            // A little beyond the first one's length, since cycles differ and the promotion comes last.
            let moment = Double.random(in: 0..<1.1 * length, using: &random)
            Thread.sleep(forTimeInterval: moment)
            moments.append(moment)
            let children = try ProcessStatus.children(of: service.program.processIdentifier)
            service.program.send(SIGKILL)
            #expect(try service.program.outcome().ending == .signal(SIGKILL))
            expectGone(children)

            service = try RunningService(place)
            let version = try answer(of: service).modelVersion
            let newest = try place.versions().max()
            #expect(version == serving || version == newest)
            if version != serving { isNew += 1 }
            serving = try expectAnotherCycle(of: service)
        }
        #expect(try service.stop().ending == .exit(0))
        reportFigures(
            "service killed \(moments.count) times, \(Self.written(moments)) after a cycle's start: it came back with the "
                + "new model \(isNew) times and with the old one \(moments.count - isNew) times, no training outlived it, "
                + "nothing half-written stayed, and the next cycle put version after version in place, up to \(serving)"
        )
    }

    @Test func aTrainingOfHoursEndsWithItsService() throws {
        try place.replaceInConfiguration("epochs: 2", with: "epochs: 10000")
        try place.addToConfiguration("serving: { log_level: debug }")
        let service = try RunningService(place)
        _ = try service.startCycle()
        let training = try service.awaitTraining()
        _ = try service.program.errorLine(containing: "retraining: first fit")
        #expect(ProcessStatus.isRunning(training))
        service.program.send(SIGKILL)
        #expect(try service.program.outcome().ending == .signal(SIGKILL))
        expectGone([training])
        let successor = try RunningService(place)
        #expect(try answer(of: successor).modelVersion == 1)
        #expect(try successor.stop().ending == .exit(0))
    }

    /// Seconds from its start to its end.
    private func lifetimeOfATraining(_ service: RunningService) throws -> Double {
        let cycle = try service.startCycle()
        _ = try service.awaitTraining()
        let start = ContinuousClock.now
        _ = try service.awaitCycle(cycle)
        return (ContinuousClock.now - start) / .seconds(1)
    }

    /// The kernel ends children soon after whoever started them.
    private func expectGone(_ processes: [Int32]) {
        let deadline = Date(timeIntervalSinceNow: 10)
        while Date() < deadline, processes.contains(where: ProcessStatus.isRunning) {
            Thread.sleep(forTimeInterval: 0.01)
        }
        #expect(processes.filter(ProcessStatus.isRunning) == [])
    }

    /// An answer, which must be what the version that it names gives.
    private func answer(of service: RunningService) throws -> Prediction {
        let response = try service.connect().request("POST", "/predict", body: body)
        try #require(response.status == 200, "\(response.text)")
        let prediction = try response.decoded(as: Prediction.self)
        #expect(try VersionAnswers(of: [prediction.modelVersion], in: place).fault(of: prediction) == nil)
        return prediction
    }

    /// Runs a cycle to its end, after which nothing of those before is left.
    ///
    /// - Returns: the version that it put in place.
    private func expectAnotherCycle(of service: RunningService) throws -> Int {
        let cycle = try service.awaitCycle(try service.startCycle())
        #expect(cycle.outcome == "promoted", "\(cycle.reason)")
        try expectNothingHalfWritten()
        let version = try answer(of: service).modelVersion
        #expect(version == cycle.report?.challenger)
        return version
    }

    private func expectNothingHalfWritten() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: place.models) {
            guard Int(name) != nil else {
                #expect(Self.ownNames.contains(name))
                continue
            }
            let files = try FileManager.default.contentsOfDirectory(atPath: "\(place.models)/\(name)").sorted()
            #expect(files == ["gate.safetensors", "manifest.json", "model.safetensors"])
        }
        let versions = try place.versions()
        #expect(versions.count <= 4)
        let list = try JSONDocument.decoded(
            try place.run("models", "list", "--json").standardOutput, as: VersionListing.self)
        #expect(list.models.map(\.version) == versions)
        for log in ["activations.log", "retraining.log"] {
            let text = try String(contentsOfFile: "\(place.models)/\(log)", encoding: .utf8)
            #expect(text.hasSuffix("\n"))
            for line in text.split(separator: "\n") {
                #expect(throws: Never.self) { try JSONDocument.names(line) }
            }
        }
    }

    private static func written(_ moments: [Double]) -> String {
        String(format: "%.2f to %.2f s", moments.min() ?? 0, moments.max() ?? 0)
    }
}

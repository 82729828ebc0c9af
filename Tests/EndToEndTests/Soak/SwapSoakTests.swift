import Foundation
import Testing

/// Versions take each other's place while clients go on asking.
@Suite struct SwapSoakTests {
    private static let requestCount = 100_000
    private static let swapCount = 200

    @Test func everyAnswerIsWhollyOfOneVersion() throws {
        let place = try Workplace(generatedIn: TemporaryDirectory())
        for seed in 1...2 {
            #expect(try place.run("train", "--seed", "\(seed)").ending == .exit(0))
        }
        let answers = try VersionAnswers(of: [1, 2], in: place)
        let advertisers = Array(answers.advertisers(differingBy: 1e-2).prefix(64))
        try #require(advertisers.count == 64)

        let service = try RunningService(place)
        let process = service.program.processIdentifier
        let load = PredictionLoad(
            onPort: service.port, advertisers: advertisers, answers: answers, requestCount: Self.requestCount)
        let start = ContinuousClock.now
        load.start(clients: 4)
        var resident: [Int] = []
        var descriptors: [Int] = []
        for swap in 1...Self.swapCount {
            load.wait(untilAnswered: Self.requestCount * swap / (Self.swapCount + 1))
            let version = swap % 2 == 0 ? 2 : 1
            let change = try place.run("models", "activate", "\(version)")
            #expect(change.ending == .exit(0), "\(change.standardError)")
            #expect(try service.connect().request("GET", "/model").text.contains("\"version\":\(version)"))
            resident.append(try #require(ProcessStatus.residentBytes(of: process)))
            descriptors.append(try ProcessStatus.descriptorCount(of: process))
        }
        load.waitForEnd()
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let tally = load.tally
        let answered = tally.answered.values.reduce(0, +)
        #expect(tally.failed == 0, "\(tally.faults)")
        #expect(answered == Self.requestCount)
        #expect([1, 2].allSatisfy { tally.answered[$0, default: 0] > Self.requestCount / 10 })
        let early = Self.median(resident[20..<60])
        let late = Self.median(resident[(Self.swapCount - 40)...])
        // The weights of the versions that were swapped in between take six times as much.
        #expect(late - early < 16 << 20)
        let moreDescriptors = Self.median(descriptors[(Self.swapCount - 40)...]) - Self.median(descriptors[20..<60])
        #expect(moreDescriptors <= 1)
        let megabytes = [early, late].map { String(format: "%.1f MB", Double($0) / 1_048_576) }
        reportFigures(
            "\(Self.swapCount) swaps under load: \(tally.failed) failed of \(Self.requestCount) requests "
                + "in \(Int(seconds)) s; version 1 gave \(tally.answered[1, default: 0]) answers, version 2 "
                + "\(tally.answered[2, default: 0]), each within 1e-5 of what the named version gives",
            "resident memory \(megabytes[0]) after 20 to 60 swaps, \(megabytes[1]) after the last; "
                + "descriptors \(moreDescriptors) more")
        #expect(try service.stop().ending == .exit(0))
    }

    private static func median(_ numbers: ArraySlice<Int>) -> Int {
        numbers.sorted()[numbers.count / 2]
    }
}

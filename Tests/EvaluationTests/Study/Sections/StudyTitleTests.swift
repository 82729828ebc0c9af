import Testing

@testable import Evaluation

struct StudyTitleTests {
    private static let small = StudyExample.small()

    private static func part(_ roles: [(String, StudyRole)]) -> StudyPart {
        StudyExample.part(
            scenarios: ["search", "shop"], tasks: ["clicks"],
            qualities: roles.map { StudyExample.Quality(name: $0.0, role: $0.1, spread: 0.3) })
    }

    private static func lines(
        main: StudyPart?, heldOut: [HeldOutPart] = [], sweeps: [StudySweep] = [], thinned: ThinnedScenario? = nil
    ) throws -> [String] {
        try StudyReport(
            results: StudyResults(
                dataSet: small.dataSet, commands: [], main: main, heldOut: heldOut, sweeps: sweeps, thinned: thinned)
        ).markdown().replacing("\u{A0}", with: " ").split(separator: "\n").map(String.init)
    }

    @Test func aReportIsNamedByWhatItIsAbout() throws {
        func title(main: StudyPart?, heldOut: [HeldOutPart] = [], sweeps: [StudySweep] = []) throws -> String? {
            try Self.lines(main: main, heldOut: heldOut, sweeps: sweeps).first
        }
        let model = Self.part([("M2M", .model), ("last week", .reference)])
        let heads = Self.part([("M2M", .model), ("M2M (poisson head)", StudyExample.poissonHead(of: "M2M"))])
        let compared = Self.part([("M2M", .model), ("CGC", .baseline)])
        #expect(try title(main: compared) == "# Study on a small world")
        #expect(try title(main: model) == "# Study on a small world")
        #expect(
            try title(main: compared, heldOut: Self.small.heldOut, sweeps: Self.small.sweeps)
                == "# Study on a small world")
        #expect(
            try title(main: nil, heldOut: Self.small.heldOut)
                == "# Study of the new scenario shop on a small world")
        #expect(try title(main: nil, sweeps: Self.small.sweeps) == "# Study of settings on a small world")
        #expect(try title(main: model, sweeps: Self.small.sweeps) == "# Study of settings on a small world")
        #expect(try title(main: heads) == "# Study of settings on a small world")
        #expect(
            try title(main: nil, heldOut: Self.small.heldOut, sweeps: Self.small.sweeps)
                == "# Study of the new scenario shop and settings on a small world")
    }

    @Test func onlyASectionWithBaselinesIsNamedAfterThem() throws {
        let without = try Self.lines(main: Self.part([("M2M", .model), ("last week", .reference)]))
        #expect(without.contains("## Every task and scenario (Table 4)"))
        let with = try Self.lines(main: Self.part([("M2M", .model), ("CGC", .baseline)]))
        #expect(with.contains("## Comparison with the baselines (Table 4)"))
    }

    @Test func aThinnedScenarioIsSaidUnderTheTitleAndTheTable() throws {
        let thinned = ThinnedScenario(scenario: "shop", share: 0.05)
        let sentence = "Of the training samples of shop only 5 % were kept, chosen at random."
        let main = try Self.lines(main: Self.part([("M2M", .model)]), thinned: thinned)
        #expect(main[1].hasSuffix("forecast from the last 40. \(sentence)"))
        #expect(main.contains("\(sentence) Those left are counted here."))
        // A new scenario keeps its samples, and so do the others beside it; Table 3 is not about it.
        let heldOut = try Self.lines(main: nil, heldOut: Self.small.heldOut, thinned: thinned)
        #expect(heldOut[1].hasSuffix("forecast from the last 40"))
        #expect(heldOut.contains("\(sentence) Those left are counted here."))
        #expect(try !Self.lines(main: Self.part([("M2M", .model)])).contains { $0.contains("were kept") })
    }

    @Test func tableThreeSaysThatItIsOfTheUndividedData() throws {
        let heldOut = try Self.lines(main: nil, heldOut: Self.small.heldOut)
        #expect(heldOut.contains("**Table 3: samples of each scenario while none is held out**"))
        let main = try Self.lines(main: Self.part([("M2M", .model)]))
        #expect(main.contains("**Table 3: samples of each scenario**"))
    }

    @Test func sharesHaveTheDecimalPlacesThatTheyNeed() {
        let shares = [0.05, 1, 0.125, 0.333_333, 0.0004].map { ReportNumber.share($0).replacing("\u{A0}", with: " ") }
        #expect(shares == ["5 %", "100 %", "12.5 %", "33.333 %", "0.04 %"])
    }
}

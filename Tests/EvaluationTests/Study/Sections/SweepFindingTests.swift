import TensorCore
import Testing

@testable import Evaluation

struct SweepFindingTests {
    /// Every advertiser is forecast with the same errors, by value; with spread, half of them with twice the error.
    private static func finding(
        _ parameter: SweepParameter, configured: Int?, errors: [(value: Int?, error: Double, isUneven: Bool)],
        seeds: Int = 1
    ) -> ReportFinding? {
        func run(_ error: Double, isUneven: Bool) -> StudyRun {
            var errors = AdvertiserErrors(cells: 1, advertisers: 8)
            for advertiser in 0..<8 {
                let own = isUneven ? (advertiser.isMultiple(of: 2) ? 2 * error : 0) : error
                errors.add(
                    cell: 0, advertiser: advertiser, mean: 10 + own, nmaePoint: 10 + own, smapePoint: 10 + own,
                    outcome: 10)
            }
            return StudyRun(seed: 0, seconds: 1, samplesPerSecond: 1, errors: errors)
        }
        let part = StudyPart(
            scenarios: ["a"], tasks: ["clicks"], scenarioSamples: [1],
            variants: errors.enumerated().map { index, entry in
                StudyVariant(
                    name: "M2M", role: .sweep(SweepSetting(parameter: parameter, value: entry.value)),
                    parameters: 1000 * (index + 1),
                    runs: Array(repeating: run(entry.error, isUneven: entry.isUneven), count: seeds))
            })
        let sweep = StudySweep(
            parameter: parameter, configured: configured.map { SweepSetting(parameter: parameter, value: $0) },
            part: part)
        return SweepFinding.finding(
            StudyAnalysis.Sweep(
                sweep: sweep, statistics: PartStatistics(part, generator: SeededGenerator(seed: 7))))
    }

    private static func sentences(_ finding: ReportFinding?) -> [String] {
        (finding?.sentences ?? []).map { $0.replacing("\u{A0}", with: " ") }
    }

    @Test func saysWhichValueIsBestAndHowTheConfiguredOneStands() throws {
        let finding = Self.finding(
            .window, configured: 40, errors: [(20, 4, false), (40, 3, false), (60, 2, false), (50, 2.1, true)])
        #expect(finding?.subject == "Days of the input sequence, T")
        let sentences = Self.sentences(finding)
        #expect(sentences.count == 3)
        #expect(
            sentences[0]
                == "NMAE of the mean is least with 60 (0.200); the configured 40 is 50.0 % higher (95 % interval +50.0 % "
                + "to +50.0 %); level with it is 50.")
        #expect(sentences[1].hasPrefix("SMAPE of the point is least with "))
        #expect(sentences[2] == "One seed alone: the intervals do not say what another would change.")
    }

    @Test func theConfiguredOneMayBeTheBestAndAlone() {
        let sentences = Self.sentences(
            Self.finding(.metaLayers, configured: 1, errors: [(1, 2, false), (2, 3, false)], seeds: 2))
        #expect(
            sentences == [
                "NMAE of the mean is least with the configured 1 (0.200 ± 0.000); no other is level with it.",
                "SMAPE of the point is least with the configured 1 (0.182 ± 0.000); no other is level with it.",
                "Each value stands for the mean over 2 seeds.",
            ])
    }

    @Test func ranksSayWhatFullGeneratorsCost() {
        let sentences = Self.sentences(
            Self.finding(.generatorRank, configured: 16, errors: [(4, 2, false), (16, 2.1, true), (nil, 3, false)]))
        #expect(
            sentences[0].hasPrefix("NMAE of the mean is least with 4 (0.200); the configured 16 is tied with it at "))
        #expect(!sentences[0].contains("level"))
        #expect(sentences[2] == "With full generators M2M has 1.5 times the parameters that it has with rank 16.")
    }

    @Test func oneValueAloneSaysNothing() {
        #expect(Self.finding(.window, configured: 40, errors: [(40, 2, false)]) == nil)
    }

    @Test func theOtherHeadIsAFindingOfItsOwn() throws {
        let main = StudyExample.part(
            scenarios: ["a"], tasks: ["clicks"],
            qualities: [
                StudyExample.Quality(name: "M2M", role: .model, spread: 0.3, seeds: 1),
                StudyExample.Quality(
                    name: "M2M (poisson head)", role: StudyExample.poissonHead(of: "M2M"), spread: 0.5, seeds: 1),
            ])
        let text = try StudyReport(
            results: StudyResults(
                dataSet: StudyExample.dataSet(scenarios: ["a"], tasks: ["clicks"]), commands: [], main: main,
                heldOut: [], sweeps: [])
        ).markdown()
        #expect(
            text.contains(
                #/\*\*M2M against M2M \(poisson head\):\*\* NMAE of the mean −[^;]*; SMAPE of the point −[^;]*; NMAE of the point −[^;]*\. One seed alone: /#
            ))
    }
}

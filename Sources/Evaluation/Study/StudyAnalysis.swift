import TensorCore

/// A study's results with the statistics of every part.
struct StudyAnalysis: Sendable {
    struct HeldOut: Sendable {
        let held: HeldOutPart
        let statistics: PartStatistics
        /// The cells of the held-out scenario.
        let cells: [Int]
    }

    struct Sweep: Sendable {
        let sweep: StudySweep
        let statistics: PartStatistics
    }

    let results: StudyResults
    let main: PartStatistics?
    let heldOut: [HeldOut]
    let sweeps: [Sweep]

    /// - parameter generator: Draws the resamples; each part splits its own off.
    init(_ results: StudyResults, generator: SeededGenerator) throws(StudyReportError) {
        self.results = results
        var main: PartStatistics?
        if let part = results.main {
            try Self.check(part, name: "the main comparison")
            main = PartStatistics(part, generator: generator.split(0))
        }
        self.main = main
        var heldOut: [HeldOut] = []
        for (index, held) in results.heldOut.enumerated() {
            let name = "\(held.scenario) after \(held.labelledDays) labelled days"
            try Self.check(held.part, name: name)
            guard let scenario = held.part.scenarios.firstIndex(of: held.scenario) else {
                throw .scenarios(part: name)
            }
            heldOut.append(
                HeldOut(
                    held: held,
                    statistics: PartStatistics(held.part, generator: generator.split(1000 + UInt64(index))),
                    cells: held.part.cells(ofScenario: scenario)))
        }
        self.heldOut = heldOut
        var sweeps: [Sweep] = []
        for (index, sweep) in results.sweeps.enumerated() {
            try Self.check(sweep.part, name: "the sweep of \(sweep.parameter.rawValue)")
            sweeps.append(
                Sweep(
                    sweep: sweep,
                    statistics: PartStatistics(sweep.part, generator: generator.split(2000 + UInt64(index)))))
        }
        self.sweeps = sweeps
    }

    /// Results come from files: that sums have the expected layout, and that all variants forecast the same samples.
    private static func check(_ part: StudyPart, name: String) throws(StudyReportError) {
        guard part.scenarioSamples.count == part.scenarios.count else { throw .scenarios(part: name) }
        let reference = part.variants.first?.runs.first?.errors
        for variant in part.variants {
            guard !variant.runs.isEmpty else { throw .malformed(variant: variant.name, part: name) }
            for run in variant.runs {
                guard run.errors.cells == part.scenarios.count * part.tasks.count else {
                    throw .malformed(variant: variant.name, part: name)
                }
                guard run.errors.samples == reference?.samples, run.errors.advertisers == reference?.advertisers else {
                    throw .otherSamples(variant: variant.name, part: name)
                }
            }
        }
    }
}

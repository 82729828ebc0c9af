@testable import Evaluation

extension StudyExample {
    /// Shares that miss a level for the second task, and losses that calibration lessens for the first.
    static func coverage(run: UInt64 = 0) -> [TaskCoverage] {
        func quantile(
            _ level: Double, _ below: Double, _ atOrBelow: Double, _ loss: Double, _ before: Double
        ) -> QuantileCoverage {
            QuantileCoverage(
                level: level, below: below, atOrBelow: atOrBelow, pinballLoss: loss, uncalibratedPinballLoss: before)
        }
        let step = 0.01 * Double(run)
        return [
            TaskCoverage(
                task: "clicks",
                quantiles: [
                    quantile(0.1, 0, 0.25, 0.98, 1), quantile(0.5, 0.5 + step, 0.52 + step, 3, 3),
                    quantile(0.9, 0.89, 0.89, 1.99, 2),
                ]),
            TaskCoverage(
                task: "active_days",
                quantiles: [
                    quantile(0.1, 0.12 + 4 * step, 0.3, 0, 0), quantile(0.5, 0.2, 0.45, 1.02, 1),
                    quantile(0.9, 0.6, 0.9, 0.5, 0.5),
                ]),
        ]
    }

    /// The same part with coverage for the runs of some variants.
    static func covered(_ part: StudyPart, _ isCovered: (StudyVariant, StudyRun) -> Bool) -> StudyPart {
        StudyPart(
            scenarios: part.scenarios, tasks: part.tasks, scenarioSamples: part.scenarioSamples,
            variants: part.variants.map { variant in
                StudyVariant(
                    name: variant.name, role: variant.role, parameters: variant.parameters,
                    runs: variant.runs.map { run in
                        StudyRun(
                            seed: run.seed, seconds: run.seconds, samplesPerSecond: run.samplesPerSecond,
                            errors: run.errors,
                            coverage: isCovered(variant, run) ? coverage(run: run.seed) : nil)
                    })
            })
    }
}

import AdvertiserDomain
import Foundation
import TensorCore

@testable import Evaluation

/// Made-up studies.
enum StudyExample {
    /// How good the forecasts of a variant are.
    struct Quality {
        let name: String
        let role: StudyRole
        /// The spread of ln(forecast / outcome).
        let spread: Double
        /// What a variant adds to it in all but the first scenario.
        var minorSpread = 0.0
        var seeds = 2
        /// Whether what is forecast as a mean is also the point.
        var pointsAreMeans = false
    }

    /// Variants whose forecasts lie about the same outcomes.
    static func part(
        scenarios: [String], tasks: [String], qualities: [Quality], advertisers: Int = 60, samples: Int = 3,
        seed: UInt64 = 1
    ) -> StudyPart {
        StudyPart(
            scenarios: scenarios, tasks: tasks, scenarioSamples: scenarios.indices.map { 20_000 / ($0 * $0 + 1) },
            variants: qualities.enumerated().map { index, quality in
                let isTrained = quality.role != .reference && quality.role != .peer
                return StudyVariant(
                    name: quality.name, role: quality.role, parameters: isTrained ? 100_000 + 1000 * index : nil,
                    runs: (0..<(isTrained ? quality.seeds : 1)).map { run in
                        StudyRun(
                            seed: UInt64(run), seconds: isTrained ? 60 + Double(index) : 0,
                            samplesPerSecond: isTrained ? 12_000 - 100 * Double(index) : 0,
                            errors: errors(
                                quality, cells: scenarios.count * tasks.count, tasks: tasks.count,
                                advertisers: advertisers, samples: samples, seed: seed,
                                noise: UInt64(index * 100 + run)))
                    })
            })
    }

    private static func errors(
        _ quality: Quality, cells: Int, tasks: Int, advertisers: Int, samples: Int, seed: UInt64, noise: UInt64
    ) -> AdvertiserErrors {
        var errors = AdvertiserErrors(cells: cells, advertisers: advertisers)
        var world = SeededGenerator(seed: seed)
        var deviation = SeededGenerator(seed: seed).split(noise + 1)
        for cell in 0..<cells {
            let scenario = cell / tasks
            for advertiser in 0..<advertisers where scenario == 0 || advertiser % (scenario + 1) == 0 {
                for _ in 0..<samples {
                    let isActive = world.uniformDouble() > 0.3
                    let outcome = isActive ? (exp(2 + world.normal()) * 10).rounded() / 10 : 0
                    let spread = quality.spread + (scenario == 0 ? 0 : quality.minorSpread)
                    let forecast = (isActive ? outcome : 0.4) * exp(spread * deviation.normal())
                    let point = isActive || quality.pointsAreMeans ? forecast : 0
                    errors.add(
                        cell: cell, advertiser: advertiser, mean: forecast, nmaePoint: point, smapePoint: point,
                        outcome: outcome)
                }
            }
        }
        return errors
    }

    /// The other head of what is called `variant` without it.
    static func poissonHead(of variant: String) -> StudyRole {
        .otherHead(HeadChange(variant: variant, head: "poisson", comparedHead: "hurdle"))
    }

    static func dataSet(scenarios: [String], tasks: [String]) -> StudyDataSet {
        StudyDataSet(
            name: "a small world", firstDay: Day(number: 18_000), lastDay: Day(number: 18_120), advertisers: 60,
            rows: 12_345, windowDays: 40, horizonDays: 7, tasks: tasks,
            scenarios: scenarios.enumerated().map { index, name in
                StudyDataSet.Scenario(
                    scenario: name, advertisers: 60 / (index + 1), rows: 9000 / (index + 1),
                    train: 20_000 / (index * index + 1), validation: 2500, test: 2400)
            },
            correlations: scenarios.indices.flatMap { first in
                scenarios.indices.dropFirst(first + 1).map { second in
                    StudyDataSet.Correlation(
                        first: scenarios[first], second: scenarios[second], advertisers: 30,
                        coefficients: tasks.indices.map { $0 == 0 ? 0.61 : $0 == 1 ? -0.125 : nil })
                }
            })
    }

    /// Every kind of section, small.
    static func small() -> StudyResults {
        let scenarios = ["search", "display", "shop"]
        let tasks = ["clicks", "active_days"]
        let qualities = [
            Quality(name: "M2M", role: .model, spread: 0.3),
            Quality(name: "shared-bottom", role: .baseline, spread: 0.45, minorSpread: 0.1),
            Quality(name: "CGC", role: .baseline, spread: 0.305, minorSpread: 0.03),
            Quality(name: "M2M without transformer", role: .ablation, spread: 0.33),
            Quality(name: "last week", role: .reference, spread: 0.8),
            Quality(name: "28-day mean", role: .reference, spread: 0.9),
            Quality(name: "LightGBM", role: .peer, spread: 0.35),
        ]
        func sweep(_ parameter: SweepParameter, _ values: [Int?], configured: Int) -> StudySweep {
            StudySweep(
                parameter: parameter, configured: SweepSetting(parameter: parameter, value: configured),
                part: part(
                    scenarios: scenarios, tasks: tasks,
                    qualities: values.enumerated().map { index, value in
                        Quality(
                            name: "M2M \(value.map(String.init) ?? "full")",
                            role: .sweep(SweepSetting(parameter: parameter, value: value)),
                            spread: 0.3 + 0.02 * Double(index), seeds: 1)
                    }))
        }
        return StudyResults(
            dataSet: dataSet(scenarios: scenarios, tasks: tasks),
            commands: ["adcast generate --output world.sqlite", "adcast compare --config world.yaml --report study"],
            main: part(scenarios: scenarios, tasks: tasks, qualities: qualities),
            heldOut: [0, 7].map { days in
                HeldOutPart(
                    scenario: "shop", launchDay: Day(number: 18_080), labelledDays: days,
                    part: part(
                        scenarios: ["shop"], tasks: tasks,
                        qualities: qualities.filter { $0.role != .ablation }.map {
                            Quality(name: $0.name, role: $0.role, spread: $0.spread + (days == 0 ? 0.1 : 0))
                        }, seed: 9))
            },
            sweeps: [
                sweep(.window, [20, 40], configured: 40), sweep(.generatorRank, [4, 16, nil], configured: 16),
            ])
    }
}

import AdvertiserDomain
import Features
import TensorCore

@testable import ForecastModels

/// A small layout with an attribute of every kind, a task of every aggregate, and batches for them.
enum SmallWorld {
    static let tasks = [
        PredictionTask(name: "clicks", column: "clicks", aggregate: .sum, unit: "clicks", weight: 1),
        PredictionTask(name: "days", column: "logins", aggregate: .activeDays, unit: "days", weight: 0.5),
        PredictionTask(name: "active", column: "clicks", aggregate: .active, unit: "", weight: 2),
    ]

    static let layout = BatchLayout(
        windowDays: 6, behaviourFields: 4, performanceFields: 2, denseWidth: 5,
        attributes: [
            AttributeInput(role: .profile, column: "size", kind: .categorical(categoryCount: 3)),
            AttributeInput(role: .profile, column: "star", kind: .categorical(categoryCount: 0)),
            AttributeInput(role: .scenario, column: "scenario", kind: .categorical(categoryCount: 2)),
            AttributeInput(role: .scenario, column: "price", kind: .numeric),
        ], taskCount: 3)

    static func configuration(
        generator: ModelConfiguration.Generator = .factored(rank: 3), transformer: Bool = true,
        pooling: ModelConfiguration.Pooling = .meanLast, dropout: Float = 0, members: Int = 1,
        head: ModelConfiguration.Head = .poisson, anchor: Bool = false
    ) -> ModelConfiguration {
        ModelConfiguration(
            viewWidth: 8, experts: 3, knowledgeWidth: 5, metaLayers: 2, towerLayers: 2, generator: generator,
            transformer: transformer, headWidth: .fixed(4), pooling: pooling, dropout: dropout, head: head,
            members: members, anchor: anchor)
    }

    static func model(_ configuration: ModelConfiguration = configuration(), seed: UInt64 = 1) -> NetworkModel {
        NetworkModel(.m2m, configuration: configuration, tasks: tasks, layout: layout, seed: seed)
    }

    /// A batch of random rows with labels; a row depends on its number and the seed alone.
    static func batch(rows: Int, seed: UInt64 = 2) -> Batch {
        var batch = Batch(layout: layout, capacity: rows)
        batch.rowCount = rows
        let seeds = SeededGenerator(seed: seed)
        for row in 0..<rows {
            var generator = seeds.split(UInt64(row))
            for index in 0..<layout.windowDays * layout.behaviourFields {
                batch.behaviourCodes[row * layout.windowDays * layout.behaviourFields + index] =
                    UInt8(generator.uniform(below: layout.binCount))
            }
            for index in 0..<layout.windowDays * layout.performanceFields {
                batch.performanceCodes[row * layout.windowDays * layout.performanceFields + index] =
                    UInt8(generator.uniform(below: layout.binCount))
            }
            for index in 0..<layout.denseWidth {
                batch.dense[row * layout.denseWidth + index] = Float(generator.normal())
            }
            for (index, categories) in [3, 0, 2].enumerated() {
                batch.categoricalCodes[row * 3 + index] = Int32(generator.uniform(below: categories + 1))
            }
            batch.numericValues[row] = Float(generator.normal())
            let activeDays = Float(generator.uniform(below: 8))
            batch.scaledLabels[row * 3] = activeDays == 0 ? 0 : 2 * generator.uniform()
            batch.scaledLabels[row * 3 + 1] = activeDays / 3.5
            batch.scaledLabels[row * 3 + 2] = activeDays > 0 ? 1 : 0
            batch.weights[row] = 0.5 + generator.uniform()
        }
        return batch
    }
}

import AdvertiserDomain

/// What one would forecast who knew everything about a world's advertisers on the as-of date, what they want and plan
/// included, and nothing of what chance will do: the average and the best points of many simulated futures.
///
/// Its error is what chance alone makes. Whoever knows only the rows errs more.
package struct WorldForesight: Sendable {
    /// The forecast of one task for an advertiser in a scenario.
    package struct Record: Equatable, Sendable {
        package let scenario: String
        package let asOf: Day
        package let task: String
        package let mean: Float
        /// What minimises SMAPE.
        package let smapePoint: Float
        /// What minimises NMAE: the median.
        package let nmaePoint: Float
    }

    private let world: SyntheticWorld
    private let tasks: [PredictionTask]
    /// For each task the measure that it counts.
    private let measures: [SyntheticMeasure]
    private let horizonDays: Int
    private let futureCount: Int

    /// - Parameter futureCount: simulated futures of every advertiser and as-of date.
    /// - throws: ``WorldError/unknownColumn(task:column:)``
    package init(
        of world: SyntheticWorld, tasks: [PredictionTask], horizonDays: Int, futureCount: Int
    ) throws(WorldError) {
        var measures: [SyntheticMeasure] = []
        for task in tasks {
            guard let measure = SyntheticMeasure(rawValue: task.column) else {
                throw .unknownColumn(task: task.name, column: task.column)
            }
            measures.append(measure)
        }
        self.measures = measures
        self.world = world
        self.tasks = tasks
        self.horizonDays = horizonDays
        self.futureCount = futureCount
    }

    /// Of every scenario that the advertiser has entered by then, as-of dates in their order, then scenarios, then tasks.
    ///
    /// - Parameter dates: inside the world.
    package func records(ofAdvertiser index: Int, asOf dates: ClosedRange<Day>) -> [Record] {
        var simulation = world.simulation(ofAdvertiser: index)
        var records: [Record] = []
        for day in 0...(dates.upperBound - WorldParameters.firstDay) {
            simulation.advance(to: SyntheticCalendar(day: day)) { _, _ in }
            let asOf = WorldParameters.firstDay + day
            guard asOf >= dates.lowerBound, simulation.campaigns.contains(where: \.hasEntered) else { continue }
            let outcomes = outcomes(of: simulation, after: day)
            for (position, campaigns) in simulation.campaigns.enumerated() where campaigns.hasEntered {
                for (task, outcomes) in zip(tasks, outcomes[position]) {
                    let sorted = outcomes.sorted()
                    records.append(
                        Record(
                            scenario: campaigns.scenario.name, asOf: asOf, task: task.name,
                            mean: Float(sorted.reduce(0, +) / Double(sorted.count)),
                            smapePoint: Float(Self.symmetricPoint(ofSorted: sorted)),
                            nmaePoint: Float(sorted[sorted.count / 2])))
                }
            }
        }
        return records
    }

    /// The labels of simulated futures, [position in the mix, task, future].
    private func outcomes(of simulation: AdvertiserSimulation, after day: Int) -> [[[Double]]] {
        var outcomes = simulation.campaigns.map { _ in
            tasks.map { _ in [Double](repeating: 0, count: futureCount) }
        }
        for future in 0..<futureCount {
            // One day's futures have nothing to do with another's.
            var branch = simulation.branch(day * futureCount + future)
            for ahead in 1...horizonDays {
                branch.advance(to: SyntheticCalendar(day: day + ahead)) { position, row in
                    for (index, task) in tasks.enumerated() {
                        task.aggregate.add(row.value(of: measures[index]), to: &outcomes[position][index][future])
                    }
                }
            }
        }
        return outcomes
    }

    /// The forecast with the least SMAPE over equally likely outcomes, of 0 and some 64 of the outcomes.
    private static func symmetricPoint(ofSorted outcomes: [Double]) -> Double {
        let step = max(1, outcomes.count / 64)
        let candidates = [0] + stride(from: step / 2, to: outcomes.count, by: step).map { outcomes[$0] }
        func error(_ forecast: Double) -> Double {
            outcomes.reduce(0) { $0 + ($1 + forecast > 0 ? abs($1 - forecast) / ($1 + forecast) : 0) }
        }
        return candidates.map { (error($0), $0) }.min { $0 < $1 }?.1 ?? 0
    }
}

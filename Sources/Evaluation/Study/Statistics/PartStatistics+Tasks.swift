extension PartStatistics {
    /// Σf / Σy of the mean over all samples of a task in some cells, their scenarios taken together.
    func pooledBias(_ variant: Int, ofTask task: Int, in cells: [Int]) -> MeasureSummary? {
        let own = cells.filter { $0 % part.tasks.count == task }
        return MeasureSummary(
            part.variants[variant].runs.compactMap { run in
                let errors = run.errors
                func sum(_ values: [Double]) -> Double {
                    own.reduce(0) { total, cell in
                        total + values[(cell * errors.advertisers)..<((cell + 1) * errors.advertisers)].reduce(0, +)
                    }
                }
                let outcomes = sum(errors.outcomes)
                return outcomes > 0 ? sum(errors.meanTotal) / outcomes : nil
            })
    }

    /// `nil` where no run of the variant says how its quantiles hold.
    func coverage(_ variant: Int, ofTask task: Int) -> CoverageSummary? {
        CoverageSummary(
            part.variants[variant].runs.compactMap { run in
                run.coverage?.first { $0.task == part.tasks[task] }?.quantiles
            })
    }
}

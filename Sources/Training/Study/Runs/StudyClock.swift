/// Estimates how long the rest of a study takes, from what its runs took so far.
struct StudyClock {
    private var secondsBySubject: [String: (seconds: Double, cost: Double)] = [:]

    mutating func record(_ run: PlannedRun, seconds: Double) {
        let before = secondsBySubject[run.subject.name] ?? (0, 0)
        secondsBySubject[run.subject.name] = (before.seconds + seconds, before.cost + run.cost)
    }

    /// Seconds for runs that have not begun; `nil` before one is done.
    ///
    /// A subject that has not run yet is taken to be as fast as the others are on average.
    func seconds(for runs: ArraySlice<PlannedRun>) -> Double? {
        if runs.isEmpty { return 0 }
        let seconds = secondsBySubject.values.reduce(0) { $0 + $1.seconds }
        let cost = secondsBySubject.values.reduce(0) { $0 + $1.cost }
        guard cost > 0 else { return nil }
        return runs.reduce(0) { total, run in
            let own = secondsBySubject[run.subject.name].flatMap { $0.cost > 0 ? $0.seconds / $0.cost : nil }
            return total + run.cost * (own ?? seconds / cost)
        }
    }
}

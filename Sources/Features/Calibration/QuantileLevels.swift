/// The levels at which a model's distributions are read for the quantiles of 10, 50 and 90 %.
///
/// Were the distributions right, they would be 0.1, 0.5 and 0.9; validation outcomes say what they have to be.
package struct QuantileLevels: Codable, Equatable, Sendable {
    /// What the three quantiles promise.
    package static let nominal: [Float] = [0.1, 0.5, 0.9]

    /// One a task each.
    package let p10: [Float]
    package let p50: [Float]
    package let p90: [Float]

    /// - Parameter levels: for each task the levels of ``nominal``, ascending and between 0 and 1.
    package init(_ levels: [[Float]]) {
        p10 = levels.map { $0[0] }
        p50 = levels.map { $0[1] }
        p90 = levels.map { $0[2] }
    }

    /// The distributions taken at their word.
    package static func uncalibrated(taskCount: Int) -> QuantileLevels {
        QuantileLevels(Array(repeating: nominal, count: taskCount))
    }

    /// What is wrong with levels from outside; `nil` if nothing is.
    package func problem(taskCount: Int) -> String? {
        for (name, levels) in [("p10", p10), ("p50", p50), ("p90", p90)] {
            guard levels.count == taskCount else {
                return "calibration.\(name) has \(levels.count) levels where \(taskCount) are needed"
            }
            guard levels.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
                return "calibration.\(name) has a level that is not between 0 and 1"
            }
        }
        for task in 0..<taskCount where p10[task] > p50[task] || p50[task] > p90[task] {
            return "calibration's levels of task \(task) do not ascend"
        }
        return nil
    }
}

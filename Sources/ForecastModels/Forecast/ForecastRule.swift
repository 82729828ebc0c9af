import AdvertiserDomain
import Features
import Foundation
import NeuralNetwork

/// How the outputs of the heads become forecasts.
package struct ForecastRule: Sendable {
    package let tasks: [PredictionTask]
    package let heads: [HeadOutputs]
    /// The mean training label of each task, in which rates are measured.
    private let taskScales: [Float]
    private let horizonDays: Int
    private let head: ModelConfiguration.Head
    private let decision: DecisionMetric
    private let levels: QuantileLevels

    /// - Parameters:
    ///   - state: of the weights whose outputs are read.
    ///   - decision: what `point` minimises.
    ///   - levels: `nil` reads the distributions as they are.
    package init(
        specification: FeatureSpecification, state: FittedState, head: ModelConfiguration.Head,
        decision: DecisionMetric, levels: QuantileLevels? = nil
    ) {
        self.init(
            tasks: specification.tasks, taskScales: state.taskScales, horizonDays: specification.horizonDays,
            head: head, decision: decision, levels: levels)
    }

    package init(
        tasks: [PredictionTask], taskScales: [Float], horizonDays: Int, head: ModelConfiguration.Head,
        decision: DecisionMetric, levels: QuantileLevels? = nil
    ) {
        self.tasks = tasks
        self.taskScales = taskScales
        self.horizonDays = horizonDays
        self.head = head
        self.decision = decision
        self.levels = levels ?? .uncalibrated(taskCount: tasks.count)
        heads = tasks.map { HeadOutputs(of: $0, head: head) }
    }

    /// The same with other levels.
    package func calibrated(by levels: QuantileLevels?) -> ForecastRule {
        ForecastRule(
            tasks: tasks, taskScales: taskScales, horizonDays: horizonDays, head: head, decision: decision,
            levels: levels)
    }

    /// The forecast of one task for one row.
    ///
    /// - Parameter outputs: the task's outputs, as many as ``HeadOutputs/count`` says.
    package func forecast(task: Int, outputs: UnsafeBufferPointer<Float>) -> Forecast {
        let mean = mean(task: task, outputs: outputs)
        switch heads[task] {
        case .rate:
            return Forecast(mean: mean, point: mean)
        case .logit:
            guard head == .hurdle else { return Forecast(mean: mean, point: mean) }
            func quantile(_ level: Float) -> Float { level > 1 - mean ? 1 : 0 }
            return Forecast(
                mean: mean, point: mean.isNaN ? mean : mean >= 0.5 ? 1 : 0, activeProbability: mean,
                p10: quantile(levels.p10[task]), p50: quantile(levels.p50[task]), p90: quantile(levels.p90[task]))
        case .hurdle:
            let distribution = distribution(outputs)
            func amount(_ value: Double) -> Float { inUnits(value, task: task) }
            func quantile(_ level: Float) -> Float { amount(distribution.quantile(at: Double(level))) }
            let point: Float =
                switch decision {
                case .smape: amount(distribution.symmetricPoint)
                case .nmae: quantile(0.5)
                }
            return Forecast(
                mean: mean, point: point, activeProbability: Float(distribution.activeProbability),
                p10: quantile(levels.p10[task]), p50: quantile(levels.p50[task]), p90: quantile(levels.p90[task]))
        }
    }

    /// The mean of the task's label: the rate in the task's unit, at most the horizon for active days; the probability
    /// for an `active` task.
    package func mean(task: Int, outputs: UnsafeBufferPointer<Float>) -> Float {
        let limit = Tape.logRateLimit
        switch tasks[task].aggregate {
        case .sum: return exp(min(max(outputs[0], -limit), limit)) * taskScales[task]
        case .activeDays:
            return min(exp(min(max(outputs[0], -limit), limit)) * taskScales[task], Float(horizonDays))
        case .active: return 1 / (1 + exp(-outputs[0]))
        }
    }

    /// Where an outcome lies in what was forecast, from 0 to 1: uniform if the forecasts are right; `nil` where the head
    /// gives no distribution.
    ///
    /// - Parameters:
    ///   - outcome: in the task's unit.
    ///   - uniform: a random number from 0 to 1, which chooses a place within an atom.
    func probabilityIntegral(
        task: Int, outputs: UnsafeBufferPointer<Float>, outcome: Float, uniform: Double
    ) -> Double? {
        switch heads[task] {
        case .rate: return nil
        case .logit:
            guard head == .hurdle else { return nil }
            let inactive = 1 - Double(mean(task: task, outputs: outputs))
            return outcome > 0 ? inactive + uniform * (1 - inactive) : uniform * inactive
        case .hurdle:
            let distribution = distribution(outputs)
            let scale = Double(taskScales[task])
            guard tasks[task].aggregate == .activeDays, outcome > 0 else {
                return distribution.probabilityIntegral(of: Double(outcome) / scale, uniform: uniform)
            }
            // A number of days stands for the days up to a half more or less; none are fewer than one or beyond the horizon.
            let lower =
                outcome <= 1
                ? 1 - distribution.activeProbability
                : distribution.probabilityIntegral(of: (Double(outcome) - 0.5) / scale, uniform: 0)
            let upper =
                outcome >= Float(horizonDays)
                ? 1 : distribution.probabilityIntegral(of: (Double(outcome) + 0.5) / scale, uniform: 0)
            return lower + uniform * (upper - lower)
        }
    }

    private func distribution(_ outputs: UnsafeBufferPointer<Float>) -> HurdleDistribution {
        HurdleDistribution(logit: outputs[1], location: outputs[2], rawSpread: outputs[3])
    }

    /// A value in units of the task's scale as the task has it: no more than a mean can be, and of active days a whole
    /// number from 1 to the horizon, or 0.
    private func inUnits(_ value: Double, task: Int) -> Float {
        let limited = value.isNaN ? value : min(value, Self.largestValue)
        let amount = Float(limited) * taskScales[task]
        guard tasks[task].aggregate == .activeDays, amount > 0 else { return amount }
        return min(max(amount.rounded(), 1), Float(horizonDays))
    }

    private static let largestValue = exp(Double(Tape.logRateLimit))
}

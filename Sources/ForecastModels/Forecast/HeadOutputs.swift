import AdvertiserDomain

/// What the last layer of a task gives for a row.
package enum HeadOutputs: Sendable {
    /// The log-rate in units of the task's scale.
    case rate
    /// The logit of an `active` task.
    case logit
    /// Log-rate, logit of activity, and location and raw spread of the logarithm of a positive label in task scales; the
    /// standard deviation is softplus of the raw spread plus ``NeuralNetwork/Tape/leastSpread``.
    case hurdle

    package init(of task: PredictionTask, head: ModelConfiguration.Head) {
        switch (task.aggregate, head) {
        case (.active, _): self = .logit
        case (.sum, .poisson), (.activeDays, .poisson): self = .rate
        case (.sum, .hurdle), (.activeDays, .hurdle): self = .hurdle
        }
    }

    /// Columns of the head's matrix.
    package var count: Int {
        switch self {
        case .rate, .logit: 1
        case .hurdle: 4
        }
    }

    /// The columns that are logarithms of amounts in units of the task's scale.
    var logarithmColumns: [Int] {
        switch self {
        case .rate: [0]
        case .logit: []
        case .hurdle: [0, 2]
        }
    }
}

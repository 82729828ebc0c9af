import AdvertiserDomain
import Features

/// A configuration that says otherwise than the model it is used with.
struct SpecificationConflict: OperatorError, Equatable {
    let version: Int
    let key: String
    let inModel: String
    let inConfiguration: String

    /// The first difference; `nil` where model and configuration agree.
    init?(version: Int, model: FeatureSpecification, configuration: FeatureSpecification) {
        func listed(_ names: [String]) -> String { "[" + names.joined(separator: ", ") + "]" }
        func described(_ tasks: [PredictionTask]) -> String {
            listed(tasks.map { "\($0.name) (\($0.aggregate.rawValue) of \($0.column))" })
        }
        let pairs = [
            ("window_days", "\(model.windowDays)", "\(configuration.windowDays)"),
            ("horizon_days", "\(model.horizonDays)", "\(configuration.horizonDays)"),
            ("features.behaviour", listed(model.columns.behaviour), listed(configuration.columns.behaviour)),
            ("features.performance", listed(model.columns.performance), listed(configuration.columns.performance)),
            ("features.profile", listed(model.columns.profile), listed(configuration.columns.profile)),
            ("features.scenario", listed(model.columns.scenario), listed(configuration.columns.scenario)),
            ("tasks", described(model.tasks), described(configuration.tasks)),
        ]
        guard let difference = pairs.first(where: { $0.1 != $0.2 }) else { return nil }
        self.version = version
        key = difference.0
        inModel = difference.1
        inConfiguration = difference.2
    }

    var isUsageFault: Bool { true }

    var description: String {
        "\(key) is \(inConfiguration) in the configuration, but model version \(version) was trained with \(inModel); "
            + "mend the configuration, or train a version with 'adcast train'"
    }
}

import AdvertiserDomain
import Evaluation

/// One setting of M2M to vary, the others staying as configured.
package struct RequestedSweep: Equatable, Sendable {
    package let parameter: SweepParameter
    /// `nil` is the full generator.
    package let values: [Int?]

    /// - Parameter values: by default those of Figure 6 of the paper, and ranks around the default one.
    package init(_ parameter: SweepParameter, values: [Int?]? = nil) {
        self.parameter = parameter
        self.values = values ?? parameter.defaultValues
    }

    /// Every parameter with the values that it takes unless others are given, as the option that asks for them is written.
    package static var defaultsText: String {
        SweepParameter.allCases.map { parameter in
            let values = parameter.defaultValues.map { $0.map(String.init) ?? "full" }
            return "\(parameter.rawValue)=\(values.joined(separator: ":"))"
        }.joined(separator: ", ")
    }

    /// The longest of its windows, whose samples serve all its values; `nil` where it varies another setting.
    var longestWindow: Int? { parameter == .window ? values.compactMap(\.self).max() : nil }

    /// The sizes with a value in place of what the configuration says, where the parameter is one of the model's.
    func applying(_ value: Int?, to configuration: ModelConfiguration) -> ModelConfiguration {
        var configuration = configuration
        switch parameter {
        case .window: break
        case .knowledgeWidth: configuration.knowledgeWidth = value ?? configuration.knowledgeWidth
        case .metaLayers: configuration.metaLayers = value ?? configuration.metaLayers
        case .generatorRank: configuration.generator = value.map { .factored(rank: $0) } ?? .full
        }
        return configuration
    }

    /// The value that a configuration has.
    func configuredValue(_ configuration: AdcastConfiguration) -> Int? {
        switch parameter {
        case .window: configuration.windowDays
        case .knowledgeWidth: configuration.model.knowledgeWidth
        case .metaLayers: configuration.model.metaLayers
        case .generatorRank:
            switch configuration.model.generator {
            case .full: nil
            case .factored(let rank): rank
            }
        }
    }
}

extension SweepParameter {
    /// Values that a configuration may have too.
    package var allowedValues: ClosedRange<Int> {
        switch self {
        case .window: 1...3_660
        case .knowledgeWidth, .generatorRank: 1...4_096
        case .metaLayers: 1...16
        }
    }

    /// As people read it.
    var title: String { rawValue.split(separator: "_").joined(separator: " ") }

    fileprivate var defaultValues: [Int?] {
        switch self {
        case .window: [10, 20, 30, 40, 50, 60]
        case .knowledgeWidth: [8, 16, 32, 64, 128]
        case .metaLayers: [1, 2, 3, 4, 5]
        case .generatorRank: [4, 16, 64, nil]
        }
    }
}

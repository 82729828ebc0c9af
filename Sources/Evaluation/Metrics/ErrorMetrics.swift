/// How far forecasts are from outcomes, by the paper's two measures. `nil` stands for "undefined" and is null in JSON.
package struct ErrorMetrics: Equatable, Sendable {
    /// Equation 22: the sum of absolute errors over the sum of outcomes; `nil` where the outcomes sum to zero.
    package let nmae: Double?
    /// Equation 21: the mean of |ŷ − y| / ((ŷ + y) / 2), from 0 to 2, a 0/0 term being 0; `nil` without samples.
    package let smape: Double?

    /// Values that are not finite become `nil`, so that every report can be written as JSON.
    package init(nmae: Double?, smape: Double?) {
        self.nmae = nmae.flatMap { $0.isFinite ? $0 : nil }
        self.smape = smape.flatMap { $0.isFinite ? $0 : nil }
    }
}

extension ErrorMetrics: Codable {
    private enum CodingKeys: String, CodingKey {
        case nmae, smape
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            nmae: try container.decode(Double?.self, forKey: .nmae),
            smape: try container.decode(Double?.self, forKey: .smape))
    }

    /// Both keys are always written: an undefined measure is null, not absent.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(nmae, forKey: .nmae)
        try container.encode(smape, forKey: .smape)
    }
}

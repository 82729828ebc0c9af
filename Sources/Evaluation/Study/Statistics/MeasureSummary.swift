/// A measure of a variant over its seeds.
package struct MeasureSummary: Codable, Equatable, Sendable {
    package let mean: Double
    /// The sample standard deviation over seeds; `nil` with one.
    package let deviation: Double?

    /// `nil` without values, or where one is not finite.
    init?(_ values: [Double]) {
        guard !values.isEmpty, values.allSatisfy(\.isFinite) else { return nil }
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        self.mean = mean
        deviation =
            values.count > 1
            ? (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)).squareRoot() : nil
    }
}

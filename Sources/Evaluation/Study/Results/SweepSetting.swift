/// A value of a swept parameter.
package struct SweepSetting: Codable, Equatable, Hashable, Sendable {
    package let parameter: SweepParameter
    /// `nil` is a generator held in full, which is more than every rank.
    package let value: Int?

    package init(parameter: SweepParameter, value: Int?) {
        self.parameter = parameter
        self.value = value
    }
}

/// The variants of one swept parameter, all on the same test samples.
package struct StudySweep: Codable, Equatable, Sendable {
    package let parameter: SweepParameter
    /// The value that the rest of the study uses; `nil` where it is not among the variants.
    package let configured: SweepSetting?
    /// Variants of the role ``StudyRole/sweep(_:)`` with this parameter; others are not shown.
    package let part: StudyPart

    package init(parameter: SweepParameter, configured: SweepSetting?, part: StudyPart) {
        self.parameter = parameter
        self.configured = configured
        self.part = part
    }
}

/// One row of a comparison: an architecture, an ablation, a rule, or another program's forecasts.
package struct StudyVariant: Codable, Equatable, Sendable {
    /// As reports write it, such as `M2M`, `CGC`, `last week` or `M2M without transformer`.
    package let name: String
    package let role: StudyRole
    /// Trained numbers; `nil` where unknown or none.
    package let parameters: Int?
    /// One for what is not trained here, else one a seed.
    package let runs: [StudyRun]

    package init(name: String, role: StudyRole, parameters: Int?, runs: [StudyRun]) {
        self.name = name
        self.role = role
        self.parameters = parameters
        self.runs = runs
    }
}

import AdvertiserDomain
import Evaluation

/// What is trained and compared: an architecture at certain sizes, under the name that the report gives it.
package struct StudySubject: Sendable {
    package let name: String
    package let role: StudyRole
    package let architecture: String
    package let model: ModelConfiguration
    /// T, which is the configured one unless the window is what a sweep varies.
    package let windowDays: Int

    package init(
        name: String, role: StudyRole, architecture: String, model: ModelConfiguration, windowDays: Int
    ) {
        self.name = name
        self.role = role
        self.architecture = architecture
        self.model = model
        self.windowDays = windowDays
    }
}

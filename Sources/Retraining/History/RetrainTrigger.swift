import AdvertiserDomain

/// What started a cycle.
package struct RetrainTrigger: Codable, Equatable, Sendable {
    package enum Kind: String, Codable, CaseIterable, Sendable {
        /// A day became complete.
        case newDay = "new_day"
        case schedule
        /// Somebody asked the service.
        case request
        /// Somebody, or a timer, ran the command.
        case command
    }

    package let kind: Kind
    /// In words.
    package let why: String

    package init(kind: Kind, why: String) {
        self.kind = kind
        self.why = why
    }
}

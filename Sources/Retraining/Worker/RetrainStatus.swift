import AdvertiserDomain
import Foundation

/// What the worker is at.
package struct RetrainStatus: Equatable, Sendable {
    package enum Activity: Equatable, Sendable {
        case idle
        case running(since: Date, trigger: RetrainTrigger)
        /// Cycles failed of late; `after` says how the last one did.
        case backingOff(until: Date, after: String)
    }

    package internal(set) var activity = Activity.idle
    /// Whether cycles start by themselves.
    package internal(set) var isEnabled: Bool
    /// When the schedule starts the next cycle, if nothing else does before.
    package internal(set) var nextScheduledAt: Date?
    /// The newest complete day at the last look; `nil` where there was none.
    package internal(set) var newestDay: Day?
    /// The last line that the cycle under way told.
    package internal(set) var progress: String?
    /// What kept the last look from seeing the data, the versions or the history.
    package internal(set) var problem: String?
}

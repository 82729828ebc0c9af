import AdvertiserDomain
import Foundation
import Retraining

extension JSONWriter {
    /// What the worker is at; the caller has begun the object.
    mutating func writeMembers(of status: RetrainStatus) {
        key("state")
        switch status.activity {
        case .idle: value("idle")
        case .running(let since, let trigger):
            value("running")
            key("since")
            value(since.formatted(.iso8601))
            key("trigger")
            beginObject()
            key("kind")
            value(trigger.kind.rawValue)
            key("why")
            value(trigger.why)
            endObject()
        case .backingOff(let until, let after):
            value("backing_off")
            key("until")
            value(until.formatted(.iso8601))
            key("after")
            value(after)
        }
        key("enabled")
        value(status.isEnabled)
        key("next_scheduled_at")
        if let next = status.nextScheduledAt { value(next.formatted(.iso8601)) } else { null() }
        key("newest_day")
        if let newest = status.newestDay { value(newest.isoText) } else { null() }
        key("progress")
        if let progress = status.progress { value(progress) } else { null() }
        key("problem")
        if let problem = status.problem { value(problem) } else { null() }
    }
}

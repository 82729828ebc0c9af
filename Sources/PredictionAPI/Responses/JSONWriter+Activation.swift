import Checkpoints
import Foundation

extension JSONWriter {
    /// The members of a line of the log of activations; the caller has begun the object.
    mutating func writeMembers(of activation: Activation) {
        key("action")
        value(activation.action.rawValue)
        key("from")
        if let from = activation.from { value(from) } else { null() }
        key("to")
        value(activation.to)
        key("at")
        value(activation.at.formatted(.iso8601))
        key("by")
        value(activation.by)
        key("why")
        value(activation.why)
    }

    /// Who chose a version, so that none is promoted; null where nobody did.
    mutating func write(_ hold: Hold?) {
        guard let hold else {
            null()
            return
        }
        beginObject()
        key("version")
        value(hold.version)
        key("since")
        value(hold.since.formatted(.iso8601))
        key("by")
        value(hold.by)
        key("why")
        value(hold.why)
        endObject()
    }
}

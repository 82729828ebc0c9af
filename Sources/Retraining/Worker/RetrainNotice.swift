/// What happens in the worker, for a log and for counters.
package enum RetrainNotice: Equatable, Sendable {
    case started(RetrainTrigger)
    /// A line that the training tells.
    case progress(String)
    /// A cycle came to an end, which may be a failure.
    case finished(RetrainRecord)
    /// A cycle could not begin, or not be written down.
    case failed(reason: String)
    /// A version that another process activated serves here now.
    case followed(version: Int)
    /// The data, the versions or the history could not be looked at.
    case problem(String)
}

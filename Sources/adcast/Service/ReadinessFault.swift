import Glibc

/// Why the service did not show that it is ready.
enum ReadinessFault: Error, Equatable, CustomStringConvertible {
    /// A system call failed on the way to the answer; a late one fails as `EAGAIN`.
    case noAnswer(call: String, code: CInt)
    /// It answered, but not that it is ready: the end of what it said.
    case notReady(String)

    var description: String {
        switch self {
        case .noAnswer(_, EAGAIN): "the service did not answer in time"
        case .noAnswer(let call, let code): "the service cannot be asked: \(call): \(String(cString: strerror(code)))"
        case .notReady(let answer): "the service answered: \(answer)"
        }
    }
}

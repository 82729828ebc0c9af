/// Why the service did not show that it is ready.
enum ReadinessFault: Error, Equatable, CustomStringConvertible {
    case notListening(path: String)
    /// It answered, but not that it is ready.
    case notReady(status: Int, answer: String)

    var description: String {
        switch self {
        case .notListening(let path): "nothing listens at \(path)"
        case .notReady(let status, let answer): "/readyz answered \(status): \(answer)"
        }
    }
}

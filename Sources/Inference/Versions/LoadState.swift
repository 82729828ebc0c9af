/// Whether a version can answer, as far as this process knows.
package enum LoadState: Equatable, Sendable {
    /// It answers now.
    case ok
    /// It was to be loaded, and could not be.
    case failed(reason: String)
    case notLoaded
}

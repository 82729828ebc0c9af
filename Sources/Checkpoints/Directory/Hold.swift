import Foundation

/// Somebody's choice of a version, which automatic promotion must not undo before it is released.
package struct Hold: Equatable, Sendable {
    /// When the version was chosen.
    package let since: Date
    package let by: String
    package let why: String
    /// The version that was chosen.
    package let version: Int

    package init(since: Date, by: String, why: String, version: Int) {
        self.since = since
        self.by = by
        self.why = why
        self.version = version
    }

    /// The hold that activations, oldest first, amount to: the last of those that people made decides.
    init?(_ activations: [Activation]) {
        let decisive = activations.last { [.activate, .rollback, .release].contains($0.action) }
        guard let decisive, decisive.action != .release else { return nil }
        self.init(since: decisive.at, by: decisive.by, why: decisive.why, version: decisive.to)
    }
}

import Synchronization

/// Counts what is under way.
final class ActiveCount: Sendable {
    /// Counts for as long as somebody keeps it.
    final class Token: Sendable {
        private let count: ActiveCount

        fileprivate init(_ count: ActiveCount) {
            self.count = count
            count.active.add(1, ordering: .relaxed)
        }

        deinit {
            count.active.subtract(1, ordering: .relaxed)
        }
    }

    private let active = Atomic(0)

    var current: Int { active.load(ordering: .relaxed) }

    func enter() -> Token { Token(self) }
}

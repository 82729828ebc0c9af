/// The way that led to the version which serves: what served before it, and before that, without what was gone back on.
struct ActivationTrail: Equatable {
    /// Each put in place of the one before it.
    private(set) var versions: [Int] = []

    /// - Parameter activations: oldest first.
    init(_ activations: [Activation]) {
        for activation in activations {
            // A line that took no effect, or a change past the log, shows in where the next one starts.
            if let from = activation.from { returnOrGo(to: from) }
            switch activation.action {
            case .release: break
            case .rollback: returnOrGo(to: activation.to)
            case .activate, .promote, .train: go(to: activation.to)
            }
        }
    }

    /// What served before `current`, the latest first.
    func predecessors(of current: Int) -> [Int] {
        var trail = self
        trail.returnOrGo(to: current)
        var seen: Set<Int> = [current]
        return trail.versions.reversed().filter { seen.insert($0).inserted }
    }

    private mutating func go(to version: Int) {
        if versions.last != version { versions.append(version) }
    }

    private mutating func returnOrGo(to version: Int) {
        if let index = versions.lastIndex(of: version) {
            versions.removeSubrange((index + 1)...)
        } else {
            versions.append(version)
        }
    }
}

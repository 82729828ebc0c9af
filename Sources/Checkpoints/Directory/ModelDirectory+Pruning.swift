import Glibc

extension ModelDirectory {
    /// Removes old versions, each at once for every observer.
    ///
    /// - Parameters:
    ///   - count: how many of the newest are kept.
    ///   - serving: versions that answer requests; they, the one that `ACTIVE` names, and the latest predecessor of each
    ///     are kept too.
    /// - Returns: the versions that were removed, ascending.
    @discardableResult
    package func prune(keeping count: Int, serving: Set<Int>) throws(CheckpointError) -> [Int] {
        try locked { () throws(CheckpointError) in
            let versions = try versions()
            var kept = serving.union(versions.suffix(max(1, count)))
            var inUse = serving
            if let active = try activeVersion() { inUse.insert(active) }
            for version in inUse.sorted() {
                kept.insert(version)
                if let predecessor = try predecessors(of: version).first { kept.insert(predecessor) }
            }
            let surplus = versions.filter { !kept.contains($0) }
            for version in surplus {
                try complete(.removing) { (unfinished) throws(FileSystemFault) in
                    try fileSystem.rename("\(path)/\(version)", to: unfinished)
                    try fileSystem.synchronize(path)
                    try fileSystem.remove(unfinished)
                }
            }
            return surplus
        }
    }
}

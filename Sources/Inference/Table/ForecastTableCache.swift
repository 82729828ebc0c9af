import AdvertiserDomain
import Checkpoints
import Glibc

/// The directory in which tables are kept from one process to the next.
package struct ForecastTableCache: Sendable {
    /// A table that is being written.
    struct Draft {
        let output: TableOutput
        /// `nil` for one in memory.
        let path: String?
    }

    package let directory: String
    private let fileSystem: any FileSystem

    private static let suffix = ".forecasts"
    private static let draftPrefix = ".draft-"

    package init(directory: String, fileSystem: any FileSystem = POSIXFileSystem()) {
        self.directory = directory
        self.fileSystem = fileSystem
    }

    /// Paths of tables of a version as of a day, of whatever revision.
    func paths(version: Int, asOf: Day) -> [String] {
        names().filter { $0.hasPrefix(Self.prefix(version: version, asOf: asOf)) && $0.hasSuffix(Self.suffix) }
            .map { "\(directory)/\($0)" }
    }

    /// A file to write a table to: in the directory, or, where nothing can be created there, in memory.
    ///
    /// - Parameter onRefusal: gets what keeps it out of the directory.
    func makeDraft(onRefusal: (FileSystemFault) -> Void) throws(FileSystemFault) -> Draft {
        let path = "\(directory)/\(Self.draftPrefix)\(getpid())-\(UInt32.random(in: .min ... .max))"
        do {
            try fileSystem.createDirectories(directory)
            return Draft(output: try TableOutput(path: path), path: path)
        } catch {
            onRefusal(error)
            return Draft(output: try TableOutput.inMemory(), path: nil)
        }
    }

    /// Gives a table that is written its name; it appears whole or not at all.
    ///
    /// - Returns: its path.
    func publish(_ draft: Draft, key: ForecastTableKey) throws(FileSystemFault) -> String? {
        guard let path = draft.path else { return nil }
        try draft.output.synchronize()
        let name = "\(Self.prefix(version: key.modelVersion, asOf: key.asOf))\(key.revision)\(Self.suffix)"
        let final = "\(directory)/\(name)"
        try fileSystem.rename(path, to: final)
        return final
    }

    func discard(_ draft: Draft) {
        if let path = draft.path { try? fileSystem.remove(path) }
    }

    /// Removes all other tables, and what processes left behind that are gone.
    func removeAll(but path: String?) {
        for name in names() where "\(directory)/\(name)" != path {
            if name.hasSuffix(Self.suffix) || isAbandonedDraft(name) { try? fileSystem.remove("\(directory)/\(name)") }
        }
    }

    private func isAbandonedDraft(_ name: String) -> Bool {
        guard name.hasPrefix(Self.draftPrefix),
            let process = name.dropFirst(Self.draftPrefix.count).split(separator: "-").first.flatMap({ pid_t($0) })
        else { return false }
        return process > 0 && process != getpid() && kill(process, 0) != 0 && errno == ESRCH
    }

    /// Names in the directory; none where it cannot be read.
    private func names() -> [String] {
        (try? fileSystem.entries(of: directory)) ?? []
    }

    private static func prefix(version: Int, asOf: Day) -> String { "\(version)_\(asOf)_" }
}

import Checkpoints
import Foundation

/// The file of all cycles, which only grows: a line when a cycle starts, another with the same number when it ends.
package struct RetrainHistory: Sendable {
    private static let limit = 1 << 28

    package let path: String
    private let fileSystem: any FileSystem

    /// - Parameter directory: the directory of model versions.
    package init(directory: String, fileSystem: any FileSystem = POSIXFileSystem()) {
        path = directory + "/retraining.log"
        self.fileSystem = fileSystem
    }

    /// All cycles, ascending by number. A line that is none is left out.
    package func records() throws(FileSystemFault) -> [RetrainRecord] {
        var latest: [Int: RetrainRecord] = [:]
        for line in try content().split(separator: UInt8(ascii: "\n")) {
            guard let record = RetrainRecord(jsonLine: line) else { continue }
            latest[record.cycle] = record
        }
        return latest.values.sorted { $0.cycle < $1.cycle }
    }

    /// Adds a line; when this returns, it is on the disk.
    func append(_ record: RetrainRecord) throws {
        let line = try record.jsonLine()
        let endsAmidLine = try content().last.map { $0 != UInt8(ascii: "\n") } ?? false
        try fileSystem.append(Array(((endsAmidLine ? "\n" : "") + line + "\n").utf8), to: path)
        try fileSystem.synchronize(path)
    }

    private func content() throws(FileSystemFault) -> [UInt8] {
        do {
            return try fileSystem.read(path, limit: Self.limit)
        } catch {
            if error.isAbsence { return [] }
            throw error
        }
    }
}

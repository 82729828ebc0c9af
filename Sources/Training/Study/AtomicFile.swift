import AdvertiserDomain
import Foundation

/// Files that appear whole under their names, or not at all.
package enum AtomicFile {
    /// Makes the directory of the file where it is missing.
    ///
    /// - Throws: ``StudyError/cannotWrite(path:reason:)``.
    package static func write(_ content: Data, to path: String) throws(StudyError) {
        do {
            let url = URL(filePath: path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try content.write(to: url, options: .atomic)
        } catch {
            throw .cannotWrite(path: path, reason: error.systemReason)
        }
    }
}

import Foundation

/// Files that appear whole under their names, or not at all.
package enum AtomicFile {
    /// - Throws: ``StudyError/cannotWrite(path:reason:)``.
    package static func write(_ content: Data, to path: String) throws(StudyError) {
        do {
            try content.write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw .cannotWrite(path: path, reason: error.localizedDescription)
        }
    }
}

import AdvertiserDomain
import Foundation

/// The runs of a study that are done, a file each, so that an interrupted study goes on where it ended.
struct StudyRunStore {
    private let path: String
    private var directory: URL { URL(filePath: path, directoryHint: .isDirectory) }

    /// - Parameter directory: may be missing.
    init(directory: String) {
        path = directory
    }

    /// Makes the directory where it is missing.
    ///
    /// - Throws: ``StudyError/cannotWrite(path:reason:)``.
    func makeDirectory() throws(StudyError) {
        do {
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        } catch {
            throw .cannotWrite(path: path, reason: error.systemReason)
        }
    }

    /// The run of a key; `nil` where there is none, or a file that is not one: it is then made anew.
    func run(of key: StudyRunKey, fileName: String) -> StoredRun? {
        guard let data = try? Data(contentsOf: directory.appending(path: fileName)),
            let stored = try? JSONDecoder().decode(StoredRun.self, from: data), stored.key == key
        else { return nil }
        return stored
    }

    /// Keeps a run; its file appears whole.
    ///
    /// - Throws: ``StudyError/cannotWrite(path:reason:)``.
    func keep(_ run: StoredRun, fileName: String) throws {
        let url = directory.appending(path: fileName)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try AtomicFile.write(encoder.encode(run), to: url.path(percentEncoded: false))
    }
}

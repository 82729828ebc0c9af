import Foundation

/// A file that is built beside its final place and moved there when it is whole.
///
/// Its name says which process builds it, so that the next one can remove what a killed process left.
struct UnfinishedFile {
    let path: String
    private let finalPath: String
    private let directory: String
    private let prefix: String

    init(for finalPath: String) {
        let url = URL(fileURLWithPath: finalPath)
        self.finalPath = url.path
        directory = url.deletingLastPathComponent().path
        prefix = ".\(url.lastPathComponent).generating-"
        path = "\(directory)/\(prefix)\(ProcessInfo.processInfo.processIdentifier)"
    }

    /// Removes unfinished files of this place whose process is gone, and an earlier one of this process.
    func removeLeftovers() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        for name in names.sorted() where name.hasPrefix(prefix) {
            guard let process = Int32(name.dropFirst(prefix.count)), process > 0 else { continue }
            let isGone = kill(process, 0) != 0 && errno == ESRCH
            if isGone || process == ProcessInfo.processInfo.processIdentifier {
                try? FileManager.default.removeItem(atPath: "\(directory)/\(name)")
            }
        }
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Syncs the file, gives it its final name and syncs the directory. A file that has that name by now is kept, and
    /// ``WorldError/outputExists(path:)`` thrown.
    func publish() throws {
        try UnfinishedFile.sync(path)
        guard !FileManager.default.fileExists(atPath: finalPath) else {
            throw WorldError.outputExists(path: finalPath)
        }
        guard rename(path, finalPath) == 0 else {
            throw WorldError.storage(path: finalPath, reason: String(cString: strerror(errno)))
        }
        try UnfinishedFile.sync(directory)
    }

    private static func sync(_ path: String) throws {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw WorldError.storage(path: path, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else {
            throw WorldError.storage(path: path, reason: String(cString: strerror(errno)))
        }
    }
}

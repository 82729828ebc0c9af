import Foundation

/// A fresh directory that is removed with all it holds when this goes.
final class TemporaryDirectory {
    let path: String

    init() throws {
        let url = URL(filePath: NSTemporaryDirectory(), directoryHint: .isDirectory).appending(
            path: "adcast-training-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}

import Foundation

/// The names and contents of everything below a directory, to see what changed there.
struct FileTree: Equatable {
    let contents: [String: Data]

    init(_ path: String) throws {
        var contents: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
            // A directory has no content but its name.
            contents[name] = FileManager.default.contents(atPath: path + "/" + name) ?? Data()
        }
        self.contents = contents
    }

    var names: [String] { contents.keys.sorted() }
}

import Foundation

/// Where the bytes of a CSV file come from.
package struct CSVSource {
    /// What errors call it.
    package let name: String
    /// The next bytes, at most so many; none at the end.
    let read: (Int) throws -> [UInt8]

    package init(name: String, read: @escaping (Int) throws -> [UInt8]) {
        self.name = name
        self.read = read
    }

    /// The file at a path, or standard input for `-`.
    ///
    /// - throws: ``ImportError/unreadable(file:)``
    package init(path: String) throws {
        let handle: FileHandle
        if path == "-" {
            name = "standard input"
            handle = .standardInput
        } else {
            guard DatabaseFileAccess.system.exists(path), let opened = FileHandle(forReadingAtPath: path) else {
                throw ImportError.unreadable(file: path)
            }
            name = path
            handle = opened
        }
        let name = name
        read = { count in
            do {
                return [UInt8](try handle.read(upToCount: count) ?? Data())
            } catch {
                throw ImportError.unreadable(file: name)
            }
        }
    }
}

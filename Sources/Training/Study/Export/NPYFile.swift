import AdvertiserDomain
import Foundation

/// A matrix on its way to a file in NumPy's format (version 1.0 of its NPY specification), rows appended as they come.
///
/// A class because it holds the open file, which closes with it.
final class NPYFile {
    enum Element: String {
        case float32 = "<f4"
        case int32 = "<i4"
    }

    private let path: String
    private let handle: FileHandle

    /// - Parameters:
    ///   - rows: rows that will be appended.
    ///   - columns: values a row; `nil` makes it a vector.
    /// - Throws: ``StudyError/cannotWrite(path:reason:)``.
    init(path: String, element: Element, rows: Int, columns: Int?) throws(StudyError) {
        self.path = path
        let shape = columns.map { "(\(rows), \($0))" } ?? "(\(rows),)"
        let header = "{'descr': '\(element.rawValue)', 'fortran_order': False, 'shape': \(shape), }"
        // Magic, version and length take 10 bytes, the line feed one; the values begin at a multiple of 64.
        let padding = (64 - (header.utf8.count + 11) % 64) % 64
        let text = header + String(repeating: " ", count: padding) + "\n"
        var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
        let length = UInt16(clamping: text.utf8.count)
        bytes += [UInt8(truncatingIfNeeded: length), UInt8(truncatingIfNeeded: length >> 8)]
        bytes += Array(text.utf8)
        guard FileManager.default.createFile(atPath: path, contents: Data(bytes)),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw .cannotWrite(path: path, reason: String(cString: strerror(errno))) }
        self.handle = handle
        do {
            try handle.seekToEnd()
        } catch {
            throw .cannotWrite(path: path, reason: error.systemReason)
        }
    }

    deinit {
        try? handle.close()
    }

    /// Appends values, row after row. Every processor that Adcast runs on is little-endian, as the format says.
    func append<Element: BitwiseCopyable>(_ values: ArraySlice<Element>) throws(StudyError) {
        do {
            try handle.write(contentsOf: values.withUnsafeBytes { Data($0) })
        } catch {
            throw .cannotWrite(path: path, reason: error.systemReason)
        }
    }
}

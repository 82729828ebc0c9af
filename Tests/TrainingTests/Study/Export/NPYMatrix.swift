import Foundation

/// A file in NumPy's format, read independently of what wrote it.
struct NPYMatrix {
    let type: String
    let shape: [Int]
    private let bytes: [UInt8]

    enum Fault: Error {
        case malformed(String)
    }

    init(path: String) throws {
        let content = [UInt8](try Data(contentsOf: URL(filePath: path)))
        guard content.count > 10, content.prefix(8) == [0x93] + Array("NUMPY".utf8) + [1, 0] else {
            throw Fault.malformed("magic")
        }
        let length = Int(content[8]) + 256 * Int(content[9])
        guard (10 + length) % 64 == 0, content[9 + length] == UInt8(ascii: "\n") else {
            throw Fault.malformed("padding")
        }
        let header = String(decoding: content[10..<10 + length], as: UTF8.self)
        let match = try #/\{'descr': '(<[fi]4)', 'fortran_order': False, 'shape': \((\d+), ?(\d*)\), \} *\n/#
            .wholeMatch(
                in: header)
        guard let match else { throw Fault.malformed(header) }
        type = String(match.1)
        shape = [Int(match.2), Int(match.3)].compactMap(\.self)
        bytes = Array(content[(10 + length)...])
        guard bytes.count == 4 * shape.reduce(1, *) else { throw Fault.malformed("size") }
    }

    var floats: [Float] { bitPatterns.map { Float(bitPattern: $0) } }

    var integers: [Int32] { bitPatterns.map { Int32(bitPattern: $0) } }

    private var bitPatterns: [UInt32] {
        stride(from: 0, to: bytes.count, by: 4).map { first in
            (0..<4).reduce(0) { $0 | UInt32(bytes[first + $1]) << UInt32(8 * $1) }
        }
    }
}

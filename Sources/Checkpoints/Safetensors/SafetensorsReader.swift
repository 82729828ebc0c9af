import TensorCore

/// Reads tensors from the safetensors format. It takes nothing on trust: every length and offset is checked, and what is
/// not finite float32 is refused.
package enum SafetensorsReader {
    /// The tensors of a file's bytes, sorted by name.
    package static func tensors(in bytes: [UInt8]) throws(SafetensorsFault) -> [NamedTensor] {
        guard bytes.count >= SafetensorsFormat.lengthBytes else { throw .tooShort(bytes: bytes.count) }
        let length = bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
        guard let headerBytes = Int(exactly: length), headerBytes <= SafetensorsFormat.maximumHeaderBytes,
            headerBytes <= bytes.count - SafetensorsFormat.lengthBytes
        else { throw .headerLength(length, bytes: bytes.count) }
        let dataStart = SafetensorsFormat.lengthBytes + headerBytes
        var parser = SafetensorsHeaderParser(bytes[SafetensorsFormat.lengthBytes..<dataStart])
        let entries = try parser.entries()
        try checkPlaces(of: entries, dataBytes: bytes.count - dataStart)

        var tensors: [NamedTensor] = []
        tensors.reserveCapacity(entries.count)
        for entry in entries.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
            tensors.append(try tensor(of: entry, in: bytes, dataStart: dataStart))
        }
        return tensors
    }

    /// Checks that the tensors fill the data one after another, without a hole, an overlap or a rest.
    private static func checkPlaces(of entries: [SafetensorsEntry], dataBytes: Int) throws(SafetensorsFault) {
        var names: Set<String> = []
        var end = 0
        for entry in entries.sorted(by: { ($0.begin, $0.end) < ($1.begin, $1.end) }) {
            guard names.insert(entry.name).inserted else { throw .duplicatedName(entry.name) }
            guard entry.type == SafetensorsFormat.float32 else {
                throw .unsupportedType(tensor: entry.name, type: entry.type)
            }
            guard let length = byteCount(of: entry.extents) else {
                throw .unsupportedShape(tensor: entry.name, extents: entry.extents)
            }
            guard entry.begin == end else { throw .wrongOffset(tensor: entry.name, expected: end, actual: entry.begin) }
            guard entry.end >= entry.begin, entry.end - entry.begin == length else {
                throw .wrongLength(
                    tensor: entry.name, expected: length, actual: entry.end >= entry.begin ? entry.end - entry.begin : 0
                )
            }
            end = entry.end
        }
        guard end == dataBytes else { throw .wrongEnd(expected: end, actual: dataBytes) }
    }

    /// The bytes a shape needs; `nil` where it has no extents or they are too many for an Int.
    ///
    /// An extent of zero does not excuse the others: a shape's count is a product that must not overflow on the way.
    private static func byteCount(of extents: [Int]) -> Int? {
        guard !extents.isEmpty else { return nil }
        var product = MemoryLayout<Float>.size
        for extent in extents {
            let (next, overflow) = product.multipliedReportingOverflow(by: extent)
            if overflow { return nil }
            product = next
        }
        return product
    }

    private static func tensor(
        of entry: SafetensorsEntry, in bytes: [UInt8], dataStart: Int
    ) throws(SafetensorsFault) -> NamedTensor {
        let shape = Shape(entry.extents)
        // In bounds: the offsets were checked against the length of the data and the shape.
        let values = bytes[(dataStart + entry.begin)..<(dataStart + entry.end)].withUnsafeBytes { source in
            [Float](unsafeUninitializedCapacity: shape.count) { buffer, count in
                UnsafeMutableRawBufferPointer(buffer).copyMemory(from: source)
                count = shape.count
            }
        }
        if let index = values.firstIndex(where: { !$0.isFinite }) {
            throw .notFinite(tensor: entry.name, index: index)
        }
        return NamedTensor(name: entry.name, tensor: Tensor(shape: shape, values: values))
    }
}

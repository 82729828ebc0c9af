import TensorCore

/// Writes tensors in the safetensors format, float32, sorted by name, so that equal tensors give equal bytes.
package enum SafetensorsWriter {
    /// The bytes of a file.
    ///
    /// - Throws: ``SafetensorsFault/notFinite(tensor:index:)`` or ``SafetensorsFault/duplicatedName(_:)``.
    package static func bytes(of tensors: [NamedTensor]) throws(SafetensorsFault) -> [UInt8] {
        let sorted = tensors.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        var header = "{"
        var dataBytes = 0
        for (index, named) in sorted.enumerated() {
            if index > 0 {
                if sorted[index - 1].name == named.name { throw .duplicatedName(named.name) }
                header += ","
            }
            let end = dataBytes + named.tensor.values.count * MemoryLayout<Float>.size
            let extents = named.tensor.shape.extents.map(String.init).joined(separator: ",")
            header += "\(quoted(named.name)):{\"dtype\":\"\(SafetensorsFormat.float32)\",\"shape\":[\(extents)],"
            header += "\"data_offsets\":[\(dataBytes),\(end)]}"
            dataBytes = end
        }
        header += "}"
        while !header.utf8.count.isMultiple(of: SafetensorsFormat.alignment) { header += " " }

        var bytes: [UInt8] = []
        bytes.reserveCapacity(SafetensorsFormat.lengthBytes + header.utf8.count + dataBytes)
        withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: header.utf8)
        for named in sorted {
            if let index = named.tensor.values.firstIndex(where: { !$0.isFinite }) {
                throw .notFinite(tensor: named.name, index: index)
            }
            named.tensor.values.withUnsafeBytes { bytes.append(contentsOf: $0) }
        }
        return bytes
    }

    /// The text as a JSON string.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

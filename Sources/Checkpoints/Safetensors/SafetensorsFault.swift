/// What is wrong with the bytes of a safetensors file, or with tensors that were to become one.
package enum SafetensorsFault: Error, Equatable, Sendable {
    /// Fewer bytes than the header's length takes.
    case tooShort(bytes: Int)
    /// The length of the header does not fit into the file, or is beyond what the format allows.
    case headerLength(UInt64, bytes: Int)
    /// The header is not a JSON object of tensors; `offset` counts from the start of the header.
    case malformedHeader(offset: Int, expected: String)
    case duplicatedName(String)
    /// A number format other than F32.
    case unsupportedType(tensor: String, type: String)
    /// No extents at all, or more elements than fit into memory.
    case unsupportedShape(tensor: String, extents: [Int])
    /// The extents need another number of bytes than the offsets enclose.
    case wrongLength(tensor: String, expected: Int, actual: Int)
    /// The tensor does not begin where the one before it ends: a hole, an overlap or an offset beyond the file.
    case wrongOffset(tensor: String, expected: Int, actual: Int)
    /// The last tensor does not end where the file ends.
    case wrongEnd(expected: Int, actual: Int)
    /// NaN or infinity at this element.
    case notFinite(tensor: String, index: Int)
}

extension SafetensorsFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooShort(let bytes):
            "\(bytes) bytes are too few for a safetensors file"
        case .headerLength(let length, let bytes):
            "a header of \(length) bytes cannot be in a file of \(bytes), so it is cut off or not a safetensors file"
        case .malformedHeader(let offset, let expected):
            "the header is not that of a safetensors file: byte \(offset) of it should be \(expected)"
        case .duplicatedName(let name):
            "two tensors are called '\(name)'"
        case .unsupportedType(let tensor, let type):
            "tensor '\(tensor)' holds \(type) and not F32"
        case .unsupportedShape(let tensor, let extents):
            "tensor '\(tensor)' has the shape \(extents), which no model has"
        case .wrongLength(let tensor, let expected, let actual):
            "tensor '\(tensor)' should have \(expected) bytes and has \(actual)"
        case .wrongOffset(let tensor, let expected, let actual):
            "tensor '\(tensor)' should begin at byte \(expected) of the data and begins at \(actual)"
        case .wrongEnd(let expected, let actual):
            "the tensors have \(expected) bytes and the file has \(actual) for them"
        case .notFinite(let tensor, let index):
            "element \(index) of tensor '\(tensor)' is not a finite number"
        }
    }
}

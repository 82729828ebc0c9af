import Crypto
import TensorCore

/// A fingerprint of a model's weights: equal for equal tensors, in whatever order or file they are.
package enum TensorHash {
    /// SHA-256, in hexadecimal digits, of the tensors' safetensors form.
    ///
    /// - Throws: ``SafetensorsFault`` where the tensors have no such form.
    package static func hexadecimal(of tensors: [NamedTensor]) throws(SafetensorsFault) -> String {
        hexadecimal(of: try SafetensorsWriter.bytes(of: tensors))
    }

    /// SHA-256 of bytes in hexadecimal digits.
    static func hexadecimal(of bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}

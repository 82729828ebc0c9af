import Crypto

/// The fingerprint of a file of weights.
enum TensorHash {
    /// SHA-256 of bytes in hexadecimal digits.
    static func hexadecimal(of bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}

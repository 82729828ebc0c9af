/// The tensor files of a version, as they were published.
package struct TensorFiles: Codable, Equatable, Sendable {
    /// A file's length and content.
    package struct Digest: Codable, Equatable, Sendable {
        package let bytes: Int
        /// Of the whole file, in 64 hexadecimal digits.
        package let sha256: String

        package init(bytes: Int, sha256: String) {
            self.bytes = bytes
            self.sha256 = sha256
        }

        init(of content: [UInt8]) {
            self.init(bytes: content.count, sha256: TensorHash.hexadecimal(of: content))
        }

        /// What is wrong with a digest from outside; `nil` if nothing is.
        var problem: String? {
            guard (0...(1 << 40)).contains(bytes) else { return "\(bytes) is no length of a tensor file" }
            guard sha256.utf8.count == 64 else { return "'\(sha256)' is not a SHA-256 in hexadecimal digits" }
            return nil
        }
    }

    /// The name of the file of the weights that serve.
    package static let modelName = "model.safetensors"
    /// The name of the file of the first fit's weights.
    package static let gateName = "gate.safetensors"

    package let model: Digest
    /// `nil` where the weights that serve are the first fit's.
    package let gate: Digest?

    package init(model: Digest, gate: Digest?) {
        self.model = model
        self.gate = gate
    }
}

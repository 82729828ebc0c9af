/// The parts of a manifest that the tests compare.
struct Manifest: Decodable {
    struct Digest: Decodable {
        let sha256: String
    }

    struct Files: Decodable {
        let model: Digest
    }

    let files: Files
}

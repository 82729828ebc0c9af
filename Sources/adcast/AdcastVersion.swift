/// The version of this code, as manifests and `--version` give it.
enum AdcastVersion {
    static let current = "0.1.0"
}

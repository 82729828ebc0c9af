import Features
import TensorCore

/// A model version whose files are whole: format, lengths, hashes and numbers were checked.
///
/// Whether its tensors fit the architecture, and whether the golden prediction comes out, is for the loader of the model
/// to check.
package struct LoadedCheckpoint: Sendable {
    package let version: Int
    package let manifest: CheckpointManifest
    /// The weights that serve, sorted by name.
    package let tensors: [NamedTensor]
    private let directory: ModelDirectory

    init(version: Int, manifest: CheckpointManifest, tensors: [NamedTensor], directory: ModelDirectory) {
        self.version = version
        self.manifest = manifest
        self.tensors = tensors
        self.directory = directory
    }

    /// Reads the weights of the first fit, which belong to ``CheckpointManifest/gateState``: those that serve where the
    /// version has no gate file.
    package func gateTensors() throws(CheckpointError) -> [NamedTensor] {
        guard let digest = manifest.files?.gate else { return tensors }
        return try directory.tensors(of: version, in: TensorFiles.gateName, digest: digest)
    }
}

import Checkpoints
import HTTPCore
import HTTPTypes
import Inference

/// `GET /model`, the version that answers; `GET /models`, all versions that are there.
struct ModelEndpoint: Sendable {
    let slot: EngineSlot
    let directory: ModelDirectory

    func active() -> ServerResponse {
        let engine = slot.current
        return .json { writer in
            writer.beginObject()
            writer.writeSummary(of: engine.manifest, version: engine.version, isActive: true)
            writer.writeDetails(of: engine.manifest, decision: engine.decision)
            writer.endObject()
        }
    }

    /// - Throws: ``CheckpointError`` where the directory cannot be read.
    func all() throws -> ServerResponse {
        let active = slot.current.version
        let versions = try directory.versions().map { version in
            (version, Result { try directory.manifest(of: version) })
        }
        return .json { writer in
            writer.beginObject()
            writer.key("active")
            writer.value(active)
            writer.key("models")
            writer.beginArray()
            for (version, manifest) in versions {
                writer.beginObject()
                switch manifest {
                case .success(let manifest):
                    writer.writeSummary(of: manifest, version: version, isActive: version == active)
                case .failure:
                    // Why is in the log of whoever tries to load it; the text holds paths.
                    writer.key("version")
                    writer.value(version)
                    writer.key("active")
                    writer.value(version == active)
                    writer.key("usable")
                    writer.value(false)
                }
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        }
    }
}

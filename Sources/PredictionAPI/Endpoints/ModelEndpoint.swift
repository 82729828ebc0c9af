import Checkpoints
import HTTPCore
import HTTPTypes
import Inference

/// `GET /model`, the version that answers; `GET /models`, all versions that are there; `GET /models/{version}`, one.
struct ModelEndpoint: Sendable {
    let slot: EngineSlot
    let versions: VersionSwitch
    let directory: ModelDirectory

    func active() -> ServerResponse {
        let engine = slot.current
        return .json { $0.write(engine.manifest, version: engine.version, isActive: true) }
    }

    /// - Throws: ``CheckpointError`` where the directory cannot be read.
    func all() throws -> ServerResponse {
        let active = slot.current.version
        let manifests = try directory.versions().map { version in
            (version, Result { try directory.manifest(of: version) })
        }
        let hold = try directory.hold()
        return .json { writer in
            writer.beginObject()
            writer.key("active")
            writer.value(active)
            writer.key("hold")
            writer.write(hold)
            writer.key("models")
            writer.beginArray()
            for (version, manifest) in manifests {
                writer.beginObject()
                write(version, manifest, isActive: version == active, to: &writer)
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        }
    }

    /// - Throws: ``ProblemDetails`` where there is no such version, ``CheckpointError`` where the directory cannot be read.
    func one(_ request: ServerRequest) throws -> ServerResponse {
        let version = try directory.version(named: request)
        let manifest = Result { try directory.manifest(of: version) }
        let isActive = version == slot.current.version
        return .json { writer in
            writer.beginObject()
            write(version, manifest, isActive: isActive, to: &writer)
            if case .success(let manifest) = manifest { writer.writeDetails(of: manifest) }
            writer.endObject()
        }
    }

    /// The members of a version that can be used or not; the caller has begun the object.
    private func write(
        _ version: Int, _ manifest: Result<CheckpointManifest, any Error>, isActive: Bool, to writer: inout JSONWriter
    ) {
        var state = versions.loadState(of: version)
        switch manifest {
        case .success(let manifest): writer.writeSummary(of: manifest, version: version, isActive: isActive)
        case .failure(let error):
            writer.key("version")
            writer.value(version)
            writer.key("active")
            writer.value(isActive)
            writer.key("usable")
            writer.value(false)
            state = .failed(reason: VersionReason.text(error, directory: directory.path))
        }
        writer.key("load_state")
        switch state {
        case .ok: writer.value("ok")
        case .notLoaded: writer.value("not_loaded")
        case .failed(let reason):
            writer.value("failed")
            writer.key("load_failure")
            writer.value(VersionReason.text(reason, directory: directory.path))
        }
    }
}

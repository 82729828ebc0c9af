import Checkpoints
import HTTPCore
import Inference
import Logging

/// `POST /models/{version}/activate`, `/models/rollback`, `/models/release`: which version answers, and whether another
/// may be promoted.
struct VersionChangeEndpoint: Sendable {
    let versions: VersionSwitch
    let directory: ModelDirectory
    let logger: Logger

    func activate(_ request: ServerRequest, identifier: String) throws -> ServerResponse {
        try change(request, identifier) { change in
            try versions.activate(try directory.version(named: request), by: change.by, why: change.why)
        }
    }

    func rollback(_ request: ServerRequest, identifier: String) throws -> ServerResponse {
        try change(request, identifier) { try versions.rollback(by: $0.by, why: $0.why) }
    }

    func release(_ request: ServerRequest, identifier: String) throws -> ServerResponse {
        try change(request, identifier) { try versions.release(by: $0.by, why: $0.why) }
    }

    private func change(
        _ request: ServerRequest, _ identifier: String, _ make: (VersionChangeRequest) throws -> Activation
    ) throws -> ServerResponse {
        let body = request.body.isEmpty ? [] : try request.jsonBody()
        let change = try VersionChangeRequest(body, by: "request \(identifier)")
        let activation: Activation
        let hold: Hold?
        do {
            activation = try make(change)
            hold = try directory.hold()
        } catch {
            throw ProblemDetails(
                ofVersions: error, directory: directory.path, request: identifier, logger: logger)
        }
        logger.notice(
            "version \(activation.to) answers",
            metadata: [
                "request": "\(identifier)", "action": "\(activation.action.rawValue)", "by": "\(activation.by)",
                "why": "\(activation.why)",
            ])
        return .json { writer in
            writer.beginObject()
            writer.writeMembers(of: activation)
            writer.key("hold")
            writer.write(hold)
            writer.endObject()
        }
    }
}

extension ModelDirectory {
    /// The version that a request's path names.
    ///
    /// - Throws: ``ProblemDetails`` of status 404 where there is none of that name, ``CheckpointError``.
    func version(named request: ServerRequest) throws -> Int {
        let name = request.pathParameters["version"] ?? ""
        let available = try versions()
        guard let version = Int(name), String(version) == name, available.contains(version) else {
            throw ProblemDetails.unknownVersion(name, available: available)
        }
        return version
    }
}

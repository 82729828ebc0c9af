import Checkpoints
import HTTPCore
import HTTPTypes
import Logging
import Retraining

/// `GET /retrain`, what the worker is at and what came of its cycles; `POST /retrain`, starts one.
struct RetrainEndpoint: Sendable {
    let worker: RetrainWorker
    let directory: ModelDirectory

    /// Cycles that are told of at most.
    private static let longestHistory = 100

    /// - Throws: ``RetrainError``, ``CheckpointError`` where the history cannot be read.
    func state() throws -> ServerResponse {
        let status = worker.status
        let hold = try directory.hold()
        let records = try worker.records().suffix(Self.longestHistory).reversed().map { record in
            try JSONReader.value(of: Array(record.jsonLine().utf8))
        }
        return .json { writer in
            writer.beginObject()
            writer.writeMembers(of: status)
            writer.key("hold")
            writer.write(hold)
            writer.key("history")
            writer.beginArray()
            for record in records { writer.value(record) }
            writer.endArray()
            writer.endObject()
        }
    }

    /// - Throws: ``ProblemDetails`` of status 409 where a cycle is under way.
    func start(identifier: String) throws(ProblemDetails) -> ServerResponse {
        switch worker.request(by: "request \(identifier)") {
        case .accepted:
            return .json(status: .accepted) { writer in
                writer.beginObject()
                writer.key("status")
                writer.value("accepted")
                writer.endObject()
            }
        case .alreadyRunning:
            throw ProblemDetails(
                .conflict, detail: "A retraining cycle is under way already; GET /retrain tells how far it is.")
        }
    }
}

import AdvertiserDomain
import Checkpoints
import Logging

extension ProblemDetails {
    /// Why a version cannot be shown or put in place.
    ///
    /// - Parameters:
    ///   - directory: the models directory.
    ///   - request: the request's identifier, for the log.
    init(ofVersions error: any Error, directory: String, request: String, logger: Logger) {
        switch error {
        case let problem as ProblemDetails: self = problem
        case CheckpointError.unknownVersion(let version, _, let available):
            self = .unknownVersion(String(version), available: available)
        case CheckpointError.noPredecessor, CheckpointError.busy, CheckpointError.noVersions, CheckpointError.held,
            CheckpointError.replaced:
            self.init(.conflict, detail: VersionReason.text(error, directory: directory))
        case CheckpointError.fileSystem(let fault) where ![.read, .list].contains(fault.operation):
            self.init(describing: error, request: request, logger: logger)
        case let fault as any OperatorError:
            self.init(.unusableVersion, detail: VersionReason.text(fault, directory: directory))
        default: self.init(describing: error, request: request, logger: logger)
        }
    }

    static func unknownVersion(_ name: String, available: [Int]) -> ProblemDetails {
        let there = available.isEmpty ? "none" : available.map(String.init).joined(separator: ", ")
        return ProblemDetails(.unknownVersion, detail: "There is no version \(name.prefix(20)); there: \(there).")
    }
}

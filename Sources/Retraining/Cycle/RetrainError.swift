import AdvertiserDomain
import Checkpoints

/// Why a cycle did not run, or could not be written down.
package enum RetrainError: OperatorError, Equatable {
    /// This process or another one is at it.
    case alreadyRunning(directory: String)
    /// The lock or the history cannot be read or written.
    case fileSystem(FileSystemFault)

    package var isUsageFault: Bool {
        if case .fileSystem(let fault) = self { fault.isWrongPath } else { false }
    }

    package var description: String {
        switch self {
        case .alreadyRunning(let directory):
            "\(directory): a retraining cycle is already running; wait until it has ended"
        case .fileSystem(let fault):
            fault.description
        }
    }
}

import AdvertiserDomain
import HTTPCore

/// A socket for administration that was handed over is none that a file's permissions protect. No token is asked for
/// there, so that whoever reached it could change everything.
struct UnprotectedAdministration: OperatorError, Equatable {
    /// Where it is bound.
    let address: BoundAddress

    var isUsageFault: Bool { true }

    var description: String {
        "the inherited socket '\(InheritedListeners.administrationName)' is bound to \(address), where others than "
            + "administrators can connect; give its socket unit an absolute path as ListenStream, or another "
            + "FileDescriptorName"
    }
}

import Foundation

extension Error {
    /// What the operating system said, such as "Not a directory", where an error of Foundation has it underneath; else what
    /// Foundation says.
    package var systemReason: String {
        guard let cause = (self as NSError).userInfo[NSUnderlyingErrorKey] as? POSIXError else {
            return localizedDescription
        }
        return String(cString: strerror(cause.code.rawValue))
    }
}

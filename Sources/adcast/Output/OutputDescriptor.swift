import Foundation

/// An open file that takes bytes. Where it takes no more that is an error, which `FileHandle` makes a crash.
struct OutputDescriptor {
    static let standardOutput = OutputDescriptor(number: STDOUT_FILENO, path: "-")
    static let standardError = OutputDescriptor(number: STDERR_FILENO, path: "standard error")

    let number: Int32
    /// As errors name it.
    let path: String

    func write(_ bytes: [UInt8]) throws(OutputError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(number, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .cannotWrite(path: path, reason: String(cString: strerror(errno))) }
            rest = rest.dropFirst(count)
        }
    }

    /// Takes the places of standard streams that the caller closed, so that no file or connection gets one of them, and
    /// with it what is written there.
    static func reserveStandardStreams() {
        for number in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(number, F_GETFD) < 0 {
            // The system gives the lowest free number.
            _ = open("/dev/null", O_RDONLY)
        }
    }
}

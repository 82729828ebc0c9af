import Glibc

/// A system call that failed.
package struct SystemCallError: Error, CustomStringConvertible {
    /// The call, such as `bind`.
    package let call: StaticString
    /// The value of `errno`.
    package let code: CInt

    package var description: String {
        "\(call): \(String(cString: strerror(code)))"
    }

    /// Whether the process or the machine has no room for another descriptor or socket.
    var isExhaustion: Bool {
        code == EMFILE || code == ENFILE || code == ENOBUFS || code == ENOMEM
    }
}

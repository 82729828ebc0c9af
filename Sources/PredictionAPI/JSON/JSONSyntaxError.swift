/// Why bytes are not a JSON text, and where.
package struct JSONSyntaxError: Error, Equatable, Sendable {
    package enum Fault: Equatable, Sendable {
        /// The text ends or goes on with something else where this must stand.
        case expected(String)
        /// A byte sequence that is not UTF-8.
        case invalidUTF8
        /// A control character that must be written as an escape.
        case controlCharacter(UInt8)
        case invalidEscape
        /// Half of a surrogate pair without its other half.
        case loneSurrogate
        case duplicateKey(String)
        /// A number beyond the range of a double.
        case numberOutOfRange
        case tooDeep(limit: Int)
    }

    /// The byte, from 0, at which the fault was noticed.
    package let offset: Int
    package let fault: Fault

    package init(offset: Int, fault: Fault) {
        self.offset = offset
        self.fault = fault
    }
}

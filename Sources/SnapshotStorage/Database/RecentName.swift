import Glibc

/// The name that a column held in the row before, so that rows of one name make its text once.
struct RecentName {
    private(set) var text = ""
    private var bytes: [UInt8] = []

    /// Takes the name of another row.
    ///
    /// - Parameter name: ends with a zero.
    /// - Returns: whether it is the one of the row before.
    mutating func read(_ name: UnsafePointer<UInt8>) -> Bool {
        let count = strlen(UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self))
        if count == bytes.count, memcmp(name, bytes, count) == 0 { return true }
        bytes = Array(UnsafeBufferPointer(start: name, count: count))
        text = String(decoding: bytes, as: UTF8.self)
        return false
    }
}

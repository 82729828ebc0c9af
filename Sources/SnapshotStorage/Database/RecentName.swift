import Glibc

/// The name that a column held in the row before, so that rows of one name make its text once.
struct RecentName {
    private(set) var text = ""
    private var bytes: [UInt8] = []

    /// Takes the name of another row.
    ///
    /// - Returns: whether it is the one of the row before.
    mutating func read(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        if name.count == bytes.count, let start = name.baseAddress, memcmp(start, bytes, name.count) == 0 {
            return true
        }
        bytes = Array(name)
        text = String(decoding: bytes, as: UTF8.self)
        return false
    }
}
